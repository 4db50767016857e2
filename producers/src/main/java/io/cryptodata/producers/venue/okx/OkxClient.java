package io.cryptodata.producers.venue.okx;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.BodyReader;
import io.cryptodata.producers.http.JsonApi;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/// OKX over HTTP. The listing comes in two parts, spot markets and perpetual contracts. Pages of candles are requested as
/// windows with two ends, because of more rows than fit OKX serves the newest; [OkxClock] determines the endpoint.
///
/// [Candles](https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-candlesticks)
/// [Listing](https://www.okx.com/docs-v5/en/#public-data-rest-api-get-instruments)
public final class OkxClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "okx";
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://www.okx.com"));
    private static final int MAX_ROWS = 300;
    /// the length to which a page of old hours was once cut, whatever the limit
    private static final int SHORT_PAGE = 100;

    private final JsonApi json;
    private final BaseUrls urls;
    private final OkxClock clock;
    private volatile int historyRows = MAX_ROWS;

    public OkxClient(VenueContext context) {
        this.json = context.api(new OkxResponseClassifier());
        this.urls = context.urls();
        this.clock = new OkxClock(context.clock());
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Call<VenueListing> listing() {
        return VenueListing.concat(Stream.of("SPOT", "SWAP").map(kind -> call(RequestNames.LISTING, OkxApi.INSTRUMENTS,
                "?instType=" + kind, (body, _) -> OkxSymbols.listings(OkxPayloads.data(body)))).toList());
    }

    @Override
    public Call<Instant> serverTime() {
        return call(RequestNames.SERVER_TIME, OkxApi.TIME, "", (body, _) -> {
            Instant time = OkxPayloads.time(OkxPayloads.data(body));
            clock.record(time);
            return time;
        });
    }

    @Override
    public Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        CandleRequests.check(EXCHANGE, listing.market(), limit, MAX_ROWS);
        CandleRequests.checkNotInverse(listing.market());
        OkxApi endpoint = clock.endpointOf(from);
        return new Call.Request<>(RequestNames.HOURLY_CANDLES, endpoint.charges(),
                () -> page(endpoint, listing, from, limit));
    }

    private Fetch<CandlePage> page(OkxApi endpoint, Listing listing, Instant from, int limit) {
        int rows = endpoint == OkxApi.HISTORY ? Math.min(limit, historyRows) : limit;
        Instant end = from.plus(rows, ChronoUnit.HOURS);
        String query = window(listing, "1H", from, end, rows);
        boolean inBase = listing.market().isSpot();
        Instant before = clock.now();
        Fetch<CandlePage> result = json.get(address(endpoint, query),
                (body, response) -> CandlePage.of(
                        OkxPayloads.candles(body.path("data"), inBase, before), response, end));
        return result instanceof Fetch.Ok<CandlePage>(CandlePage page) ? checked(page, endpoint, from, rows) : result;
    }

    /// A page without its first hour may have lost its beginning.
    private Fetch<CandlePage> checked(CandlePage page, OkxApi endpoint, Instant from, int rows) {
        if (page.served().hasRowAt(from)) {
            return new Fetch.Ok<>(page);
        }
        if (endpoint == OkxApi.RECENT && !clock.isSurelyRecent(from)) {
            return Fetch.failed(new Failure.Unavailable(
                    "the venue's clock was read too long ago to decide whether " + from + " is still a recent hour"));
        }
        if (endpoint == OkxApi.HISTORY && rows > SHORT_PAGE && page.served().count() == SHORT_PAGE) {
            historyRows = SHORT_PAGE;
            return Fetch.failed(new Failure.Unavailable("a page of old hours may have been cut to " + SHORT_PAGE
                    + " rows: from now on no more are requested"));
        }
        return new Fetch.Ok<>(page);
    }

    /// The time of listing that OKX reports is years after the first candle of its oldest markets. Three hundred months are
    /// all there are; the days of the first one follow.
    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        CandleRequests.check(EXCHANGE, listing.market(), 1, MAX_ROWS);
        Call<Optional<Instant>> month = call(RequestNames.FIRST_HOUR, OkxApi.HISTORY,
                bars(listing, "1Mutc", MAX_ROWS),
                (body, _) -> FirstHours.oldest(OkxPayloads.candles(body.path("data"), true, null)));
        return FirstHours.firstDay(month, (from, to) -> call(RequestNames.FIRST_HOUR, OkxApi.HISTORY,
                window(listing, "1Dutc", from, to, SHORT_PAGE),
                (body, _) -> OkxPayloads.candles(body.path("data"), true, null)));
    }

    @Override
    public int maxRows(Market market) {
        return MAX_ROWS;
    }

    /// @param end exclusive
    private static String window(Listing listing, String bar, Instant from, Instant end, int rows) {
        return bars(listing, bar, rows) + "&before=" + (from.toEpochMilli() - 1) + "&after=" + end.toEpochMilli();
    }

    private static String bars(Listing listing, String bar, int rows) {
        return "?instId=" + CandleRequests.symbol(listing) + "&bar=" + bar + "&limit=" + rows;
    }

    private <T> Call<T> call(String request, OkxApi endpoint, String query, BodyReader<T> reader) {
        return json.call(request, endpoint.charges(), address(endpoint, query), reader);
    }

    private URI address(OkxApi endpoint, String query) {
        return URI.create(urls.main() + endpoint.path() + query);
    }
}
