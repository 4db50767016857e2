package io.cryptodata.producers.venue.mexc;

import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.BodyReader;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.CandleRequests;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.FirstHours;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.RequestNames;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueListing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// MEXC over HTTP, its spot market and its contracts. The listing comes in two parts, one per API.
///
/// [Spot](https://mexcdevelop.github.io/apidocs/spot_v3_en/)
/// [Contracts](https://mexcdevelop.github.io/apidocs/contract_v1_en/)
public final class MexcClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "mexc";
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.mexc.com"));

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
    public Call<VenueListing> listing() {
        return VenueListing.concat(Arrays.stream(MexcApi.values()).map(this::part).toList());
    }

    private Call<VenueListing> part(MexcApi api) {
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
                (body, response) -> CandlePage.of(
                        inWindow(MexcPayloads.candles(body, api, listing.contractSize()), from, end), response,
                        end));
    }

    /// The rows from the first requested hour on.
    ///
    /// @throws UnreadableBody if all rows are outside the window, so that the response is to another request
    private static ServedRows inWindow(ServedRows served, Instant from, Instant end) throws UnreadableBody {
        ServedRows kept = served.from(from);
        boolean outside = kept.unreadable().isEmpty() && kept.rows().stream().allMatch(row -> isAfter(end, row));
        if (outside && !served.isEmpty()) {
            throw new UnreadableBody("requested were hours from " + from + " to " + end + ", but the first row is "
                    + firstExcerpt(served));
        }
        return kept;
    }

    private static boolean isAfter(Instant end, RawCandle row) {
        OptionalLong millis = VenueTimestamp.millisOf(row.openTime());
        return millis.isPresent() && millis.getAsLong() > end.toEpochMilli();
    }

    private static String firstExcerpt(ServedRows served) {
        return served.rows().isEmpty() ? served.unreadable().getFirst().excerpt() : served.rows().getFirst().excerpt();
    }

    /// Without a start and an end all months are served; the days of the first one follow.
    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        MexcApi api = checked(listing.market(), 1);
        String symbol = CandleRequests.symbol(listing);
        Call<Optional<Instant>> month = longCandles(api, api.months(symbol),
                (body, _) -> FirstHours.oldest(MexcPayloads.candles(body, api, listing.contractSize())));
        return FirstHours.firstDay(month, (from, to) -> longCandles(api, api.days(symbol, from, to),
                (body, _) -> MexcPayloads.candles(body, api, listing.contractSize())));
    }

    private <T> Call<T> longCandles(MexcApi api, String pathAndQuery, BodyReader<T> reader) {
        return json.call(RequestNames.FIRST_HOUR, api.candleCharges(), api.address(urls, pathAndQuery), reader);
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
