package io.cryptodata.producers.venue.bybit;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingPage;
import io.cryptodata.producers.ratelimit.RateLimit;
import io.cryptodata.producers.venue.Request;
import io.cryptodata.producers.http.HttpTransport;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Bybit over HTTP: one request per call. The listing comes in one part for spot markets, then in as many as Bybit makes of
/// its linear and of its inverse contracts. Pages of candles are asked for as windows with two ends, because of more rows
/// than fit Bybit keeps the newest.
///
/// [Candles](https://bybit-exchange.github.io/docs/v5/market/kline)
/// [Listing](https://bybit-exchange.github.io/docs/v5/market/instrument)
public final class BybitClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "bybit";
    private static final int MAX_ROWS = 1000;
    /// [For all requests of one address](https://bybit-exchange.github.io/docs/v5/rate-limit)
    private static final RateLimit REQUESTS = new RateLimit("requests per address", 600, Duration.ofSeconds(5));

    private final HttpTransport http;
    private final BaseUrls urls;

    /// @param urls without `/v5`, for example `https://api.bybit.com`
    public BybitClient(HttpTransport http, BaseUrls urls) {
        this.http = http;
        this.urls = urls;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        BybitCursor part = BybitCursor.of(cursor);
        return ask("instruments-info?category=" + part.api().category() + part.query(), (said, _) -> {
            List<Listing> listings = BybitPayloads.listing(said, part.api());
            return new ListingPage(listings, part.next(BybitPayloads.nextCursor(said)));
        });
    }

    @Override
    public Fetch<Instant> serverTime() {
        return ask("time", (said, _) -> BybitPayloads.time(said));
    }

    @Override
    public Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        BybitApi api = checked(listing.market(), limit);
        Instant end = from.plus(limit, ChronoUnit.HOURS);
        String query = kline(listing, api, "60") + "&start=" + from.toEpochMilli() + "&end="
                + (end.toEpochMilli() - 1) + "&limit=" + limit;
        return ask(query, (said, answer) -> new CandlePage(BybitPayloads.klines(said), answer.started(),
                answer.ended(), end));
    }

    /// Bybit names no time for spot markets, and for contracts one that may be years before the first candle. The newest
    /// thousand months are all there are.
    @Override
    public Fetch<Optional<Instant>> firstHour(Listing listing) {
        BybitApi api = checked(listing.market(), 1);
        return ask(kline(listing, api, "M") + "&limit=" + MAX_ROWS, (said, _) -> BybitPayloads.klines(said).stream()
                .map(month -> Instant.ofEpochMilli(month.openTime())).min(Comparator.naturalOrder())
                .map(first -> first.truncatedTo(ChronoUnit.HOURS)));
    }

    @Override
    public int maxRows(Market market) {
        return MAX_ROWS;
    }

    @Override
    public List<Charge> costOf(Request request) {
        return List.of(new Charge(REQUESTS, 1));
    }

    private static String kline(Listing listing, BybitApi api, String interval) {
        return "kline?category=" + api.category() + "&symbol="
                + URLEncoder.encode(listing.venueSymbol(), StandardCharsets.UTF_8) + "&interval=" + interval;
    }

    private <T> Fetch<T> ask(String pathAndQuery, BybitResponseClassifier.Reader<T> reader) {
        return switch (http.get(URI.create(urls.main() + "/v5/market/" + pathAndQuery))) {
            case HttpTransport.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case HttpTransport.Answered answer -> BybitResponseClassifier.read(answer, reader);
        };
    }

    private static BybitApi checked(Market market, int limit) {
        if (!market.exchange().equals(EXCHANGE)) {
            throw new IllegalArgumentException("this client speaks to bybit, but was asked for " + market);
        }
        if (limit < 1 || limit > MAX_ROWS) {
            throw new IllegalArgumentException("limit must be between 1 and " + MAX_ROWS + ", but was " + limit);
        }
        return BybitApi.of(market);
    }
}
