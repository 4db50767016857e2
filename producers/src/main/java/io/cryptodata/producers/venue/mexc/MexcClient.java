package io.cryptodata.producers.venue.mexc;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.CandleRequests;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.RequestNames;
import io.cryptodata.producers.venue.VenueContext;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// MEXC over HTTP, its spot market and its contracts. The listing comes in two parts, one per API.
///
/// [Spot](https://mexcdevelop.github.io/apidocs/spot_v3_en/)
/// [Contracts](https://mexcdevelop.github.io/apidocs/contract_v1_en/)
public final class MexcClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "mexc";
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.mexc.com"));
    /// later times are not milliseconds, but another unit by mistake
    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private final JsonApi json;
    private final BaseUrls urls;

    public MexcClient(VenueContext context) {
        this.json = context.api(new MexcResponseClassifier());
        this.urls = context.urls();
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Call<List<Listing>> listing() {
        return Call.concat(Arrays.stream(MexcApi.values()).map(this::part).toList());
    }

    private Call<List<Listing>> part(MexcApi api) {
        return json.call(RequestNames.LISTING, api.listingCharges(), api.address(urls, api.listing()),
                (body, _) -> MexcPayloads.listing(body, api));
    }

    @Override
    public Call<Instant> serverTime() {
        return json.call(RequestNames.SERVER_TIME, MexcApi.TIME_CHARGES, MexcApi.SPOT.address(urls, "time"),
                (body, _) -> MexcPayloads.serverTime(body));
    }

    /// Always a window with two ends: without one of them MEXC serves the newest rows.
    @Override
    public Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        MexcApi api = checked(listing.market(), limit);
        Instant end = from.plus(Duration.ofHours(limit));
        String path = api.hours(CandleRequests.symbol(listing), from, limit);
        return json.call(RequestNames.HOURLY_CANDLES, api.candleCharges(), api.address(urls, path),
                (body, response) -> new CandlePage(
                        inWindow(MexcPayloads.candles(body, api, listing.contractSize()), from, end),
                        response.started(), response.ended(), end));
    }

    /// The rows from the first requested hour on.
    ///
    /// @throws UnreadableBody if all rows are outside the window, so that the response is to another request
    private static List<RawCandle> inWindow(List<RawCandle> rows, Instant from, Instant end) throws UnreadableBody {
        List<RawCandle> kept = rows.stream().filter(row -> row.openTime() >= from.toEpochMilli()).toList();
        boolean outside = kept.stream()
                .allMatch(row -> row.openTime() > end.toEpochMilli() && row.openTime() < LATEST);
        if (outside && !rows.isEmpty()) {
            throw new UnreadableBody("requested were hours from " + from + " to " + end + ", but the first row is "
                    + rows.getFirst().excerpt());
        }
        return kept;
    }

    /// Without a start and an end all months are served.
    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        MexcApi api = checked(listing.market(), 1);
        return json.call(RequestNames.FIRST_HOUR, api.candleCharges(),
                api.address(urls, api.months(CandleRequests.symbol(listing))),
                (body, _) -> CandleRows.oldestHour(MexcPayloads.candles(body, api, listing.contractSize())));
    }

    @Override
    public int maxRows(Market market) {
        return MexcApi.of(market).maxRows();
    }

    private static MexcApi checked(Market market, int limit) {
        MexcApi api = MexcApi.of(market);
        CandleRequests.check(EXCHANGE, market, limit, api.maxRows());
        return api;
    }
}
