package io.cryptodata.producers.venue.bybit;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.BodyReader;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.ratelimit.RateLimit;
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
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Bybit over HTTP. The listing comes in one part for spot markets, then in as many as Bybit makes of its linear and of its
/// inverse contracts. Pages of candles are requested as windows with two ends that hold no more hours than the limit,
/// because of more rows than fit Bybit serves the newest, or the oldest if there is a start without an end.
///
/// [Candles](https://bybit-exchange.github.io/docs/v5/market/kline)
/// [Listing](https://bybit-exchange.github.io/docs/v5/market/instrument)
public final class BybitClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "bybit";
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.bybit.com"));
    private static final int MAX_ROWS = 1000;
    /// no kind of market needs as many parts; a venue that always reports a next one would be called for ever
    private static final int MOST_PARTS = 100;
    /// [For all requests of one address](https://bybit-exchange.github.io/docs/v5/rate-limit)
    private static final List<Charge> CHARGES = List
            .of(new Charge(new RateLimit("requests per address", 600, Duration.ofSeconds(5)), 1));

    private final JsonApi json;
    private final BaseUrls urls;

    public BybitClient(VenueContext context) {
        this.json = context.api(new BybitResponseClassifier());
        this.urls = context.urls();
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Call<VenueListing> listing() {
        return VenueListing.concat(Arrays.stream(BybitApi.values()).map(api -> parts(api, "", 1)).toList());
    }

    /// A part and all parts after it.
    ///
    /// @param cursor of the part; empty for the first one
    private Call<VenueListing> parts(BybitApi api, String cursor, int number) {
        if (number > MOST_PARTS) {
            return new Call.Completed<>(Fetch.failed(new Failure.Unreadable(
                    "a next part of the listing after " + MOST_PARTS + " parts", "cursor " + Excerpts.of(cursor))));
        }
        return call(RequestNames.LISTING, api.listingQuery(cursor), (body, _) -> BybitPayloads.part(body, api))
                .then(part -> part.nextCursor().isEmpty()
                        ? Call.value(part.listing())
                        : VenueListing.concat(List.of(Call.value(part.listing()),
                                parts(api, part.nextCursor(), number + 1))));
    }

    @Override
    public Call<Instant> serverTime() {
        return call(RequestNames.SERVER_TIME, "time", (body, _) -> BybitPayloads.time(body));
    }

    @Override
    public Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        CandleRequests.check(EXCHANGE, listing.market(), limit, MAX_ROWS);
        Instant end = from.plus(limit, ChronoUnit.HOURS);
        return call(RequestNames.HOURLY_CANDLES, window(listing, "60", from, end) + "&limit=" + limit,
                (body, response) -> CandlePage.of(BybitPayloads.klines(body),
                        response, end));
    }

    /// Bybit reports no first time for spot markets, and for contracts one that may be years before the first candle. The
    /// newest thousand months are all there are; the days of the first one follow.
    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        CandleRequests.check(EXCHANGE, listing.market(), 1, MAX_ROWS);
        Call<Optional<Instant>> month = call(RequestNames.FIRST_HOUR, kline(listing, "M") + "&limit=" + MAX_ROWS,
                (body, _) -> FirstHours.oldest(BybitPayloads.klines(body)));
        return FirstHours.firstDay(month, (from, to) -> call(RequestNames.FIRST_HOUR,
                window(listing, "D", from, to) + "&limit=" + MAX_ROWS, (body, _) -> BybitPayloads.klines(body)));
    }

    @Override
    public int maxRows(Market market) {
        return MAX_ROWS;
    }

    /// @param end exclusive
    private static String window(Listing listing, String interval, Instant start, Instant end) {
        return kline(listing, interval) + "&start=" + start.toEpochMilli() + "&end=" + (end.toEpochMilli() - 1);
    }

    private static String kline(Listing listing, String interval) {
        return "kline?category=" + BybitApi.of(listing.market()).category() + "&symbol="
                + CandleRequests.symbol(listing) + "&interval=" + interval;
    }

    private <T> Call<T> call(String request, String pathAndQuery, BodyReader<T> reader) {
        return json.call(request, CHARGES, URI.create(urls.main() + "/v5/market/" + pathAndQuery), reader);
    }
}
