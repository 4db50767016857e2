package io.cryptodata.producers.venue.binance;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.BodyReader;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.CandleRequests;
import io.cryptodata.producers.venue.CandleRows;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.FirstHours;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.RequestNames;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.producers.venue.VenueListing;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binance over HTTP, its spot market and its contracts. The listing comes in three parts, one per API. Every response
/// reports the weight that Binance has counted in its current minute; it corrects the budget.
///
/// [Spot](https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints)
/// [Contracts](https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api)
public final class BinanceClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "binance";
    public static final BaseUrls LIVE = new BaseUrls(URI.create("https://api.binance.com"),
            Map.of(BaseUrls.LINEAR, URI.create("https://fapi.binance.com"), BaseUrls.INVERSE,
                    URI.create("https://dapi.binance.com")));
    private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";
    private static final long MOST_WEIGHT = 1_000_000;

    private final JsonApi json;
    private final BaseUrls urls;
    private final RequestBudget budget;

    public BinanceClient(VenueContext context) {
        this.json = context.api(new BinanceResponseClassifier());
        this.urls = context.urls();
        this.budget = context.budget();
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Call<VenueListing> listing() {
        return VenueListing.concat(Arrays.stream(BinanceApi.values()).map(this::part).toList());
    }

    private Call<VenueListing> part(BinanceApi api) {
        return call(RequestNames.LISTING, api, api.listingCharges(), "exchangeInfo",
                (body, _) -> BinancePayloads.listing(body, api));
    }

    @Override
    public Call<Instant> serverTime() {
        return call(RequestNames.SERVER_TIME, BinanceApi.SPOT, BinanceApi.SPOT.timeCharges(), "time",
                (body, _) -> BinancePayloads.serverTime(body));
    }

    @Override
    public Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        BinanceApi api = checked(listing.market(), limit);
        String query = klines(listing) + "&startTime=" + from.toEpochMilli() + "&limit=" + limit;
        return call(RequestNames.HOURLY_CANDLES, api, api.candleCharges(limit), query,
                (body, response) -> CandlePage.of(CandleRows.of(body), response, null));
    }

    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        BinanceApi api = checked(listing.market(), 1);
        return call(RequestNames.FIRST_HOUR, api, api.candleCharges(1), klines(listing) + "&startTime=0&limit=1",
                (body, _) -> FirstHours.oldest(CandleRows.of(body)));
    }

    @Override
    public int maxRows(Market market) {
        return BinanceApi.of(market).maxRows();
    }

    private static String klines(Listing listing) {
        return "klines?symbol=" + CandleRequests.symbol(listing) + "&interval=1h";
    }

    private <T> Call<T> call(String request, BinanceApi api, List<Charge> charges, String pathAndQuery,
            BodyReader<T> reader) {
        JsonApi observed = new JsonApi(json.transport(), json.classifier(), json.headers(),
                response -> corrected(api, response));
        return observed.call(request, charges, api.address(urls, pathAndQuery), reader);
    }

    private Response corrected(BinanceApi api, Response response) {
        response.number(USED_WEIGHT)
                .ifPresent(used -> budget.correctUsed(api.limit(), (int) Math.min(used, MOST_WEIGHT)));
        return response;
    }

    private static BinanceApi checked(Market market, int limit) {
        BinanceApi api = BinanceApi.of(market);
        CandleRequests.check(EXCHANGE, market, limit, api.maxRows());
        return api;
    }
}
