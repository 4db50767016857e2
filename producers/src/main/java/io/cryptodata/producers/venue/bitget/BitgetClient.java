package io.cryptodata.producers.venue.bitget;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ListingPage;
import io.cryptodata.producers.venue.Request;
import io.cryptodata.producers.http.HttpTransport;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Bitget over HTTP, its spot market and its contracts: one request per call, but for two cases that say so. The listing
/// comes in four parts, one per kind of market.
///
/// Recent hours and old ones have endpoints of their own, and which hour is recent depends on the venue's clock. Every
/// answer tells it. A client that has not heard an answer yet takes an hour for recent; if the answer says otherwise, it
/// asks again at once, and both requests are in the cost.
///
/// [Spot](https://www.bitget.com/api-doc/spot/market/Get-Candle-Data)
/// [Contracts](https://www.bitget.com/api-doc/contract/market/Get-Candle-Data)
public final class BitgetClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "bitget";
    /// shorter than the 30 and 60 days that others have measured and the 83 that are documented
    private static final Duration RECENT = Duration.ofDays(28);
    /// thirty days: a window of more than 31 was refused before
    private static final int RECENT_ROWS = 720;
    /// what fits into a page of 200 together with the row at its end
    private static final int HISTORY_ROWS = 199;
    private static final int PAGE = 1000;
    private static final int HISTORY_PAGE = 200;

    private final HttpTransport http;
    private final BaseUrls urls;
    private volatile @Nullable Instant lastSeenTime;

    /// @param urls without `/api`, for example `https://api.bitget.com`
    public BitgetClient(HttpTransport http, BaseUrls urls) {
        this.http = http;
        this.urls = urls;
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Fetch<ListingPage> listing(String cursor) {
        BitgetApi api = apiOf(cursor);
        BitgetApi[] all = BitgetApi.values();
        String next = api.ordinal() + 1 < all.length ? all[api.ordinal() + 1].name() : "";
        return ask(api.listing(), api.listingQuery(),
                (envelope, answer) -> new ListingPage(BitgetPayloads.listing(envelope.data(), api), next));
    }

    @Override
    public Fetch<Instant> serverTime() {
        return ask(BitgetEndpoint.TIME, "", (envelope, answer) -> BitgetPayloads.serverTime(envelope.data()));
    }

    /// Asks twice if it is the first call of all and the hour turns out to be old.
    @Override
    public Fetch<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        BitgetApi api = checked(listing.market(), limit);
        boolean first = lastSeenTime == null;
        Fetch<CandlePage> page = isRecent(from)
                ? recent(api, listing, from, limit)
                : history(api, listing, from, limit);
        return first && !isRecent(from) ? history(api, listing, from, limit) : page;
    }

    private boolean isRecent(Instant from) {
        Instant now = lastSeenTime;
        return now == null || !from.isBefore(now.minus(RECENT));
    }

    /// Of more rows than fit the newest come, so that the window has an end. Where it would lie in the future it is left
    /// out: then the newest rows are the ones that are wanted.
    private Fetch<CandlePage> recent(BitgetApi api, Listing listing, Instant from, int limit) {
        Instant end = from.plus(Duration.ofHours(limit));
        Instant now = lastSeenTime;
        boolean open = now != null && end.isAfter(now);
        String query = hours(api, listing) + "&startTime=" + from.toEpochMilli()
                + (open ? "" : "&endTime=" + end.toEpochMilli()) + "&limit=" + PAGE;
        return page(api.recent(), query, from, open ? null : end);
    }

    /// Looks at the end only, and brings what lies before it.
    private Fetch<CandlePage> history(BitgetApi api, Listing listing, Instant from, int limit) {
        int hours = Math.min(limit, HISTORY_ROWS);
        Instant end = from.plus(Duration.ofHours(hours));
        String query = hours(api, listing) + "&startTime=" + from.toEpochMilli() + "&endTime=" + end.toEpochMilli()
                + "&limit=" + (hours + 1);
        return page(api.history(), query, from, end);
    }

    /// Rows before the asked ones fill a page up and are nobody's answer.
    private Fetch<CandlePage> page(BitgetEndpoint endpoint, String query, Instant from, @Nullable Instant end) {
        return ask(endpoint, query, (envelope, answer) -> {
            List<RawCandle> rows = BitgetPayloads.candles(envelope.data()).stream()
                    .filter(row -> row.openTime() >= from.toEpochMilli()).toList();
            return new CandlePage(rows, answer.started(), answer.ended(), end);
        });
    }

    /// A spot market's months are one page. A contract's history is looked through in a few requests, because no answer
    /// of its reaches further back than ninety days.
    @Override
    public Fetch<Optional<Instant>> firstHour(Listing listing) {
        BitgetApi api = checked(listing.market(), 1);
        return api == BitgetApi.SPOT
                ? oldest(api, listing, "1Mutc", null, knownTime())
                : new ContractHistory(this, listing).firstDay();
    }

    /// The open time of the oldest row before `end`.
    Fetch<Optional<Instant>> oldest(BitgetApi api, Listing listing, String granularity, @Nullable Instant start,
            Instant end) {
        String from = start == null ? "" : "&startTime=" + start.toEpochMilli();
        String query = symbol(api, listing) + "&granularity=" + granularity + from + "&endTime=" + end.toEpochMilli()
                + "&limit=" + HISTORY_PAGE;
        return ask(api.history(), query, (envelope, answer) -> BitgetPayloads.candles(envelope.data()).stream()
                .map(RawCandle::openTime).filter(time -> start == null || time >= start.toEpochMilli())
                .min(Long::compare).map(time -> Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.HOURS)));
    }

    /// The venue's clock as far as it is known, otherwise our own.
    private Instant knownTime() {
        Instant now = lastSeenTime;
        return now == null ? http.clock().instant() : now;
    }

    @Override
    public int maxRows(Market market) {
        BitgetApi.of(market);
        return RECENT_ROWS;
    }

    @Override
    public List<Charge> costOf(Request request) {
        return switch (request) {
            case Request.ListingPage page -> apiOf(page.cursor()).listing().cost(1);
            case Request.ServerTime _ -> BitgetEndpoint.TIME.cost(1);
            case Request.HourlyCandles candles -> costOf(BitgetApi.of(candles.market()), candles.from());
            case Request.FirstHour first -> BitgetApi.of(first.market()) == BitgetApi.SPOT
                    ? BitgetEndpoint.SPOT_HISTORY.cost(1)
                    : BitgetEndpoint.CONTRACT_HISTORY.cost(ContractHistory.MOST_REQUESTS);
        };
    }

    private List<Charge> costOf(BitgetApi api, Instant from) {
        if (lastSeenTime == null) {
            return BitgetEndpoint.costOfBoth(api.recent(), api.history());
        }
        return (isRecent(from) ? api.recent() : api.history()).cost(1);
    }

    private static BitgetApi apiOf(String cursor) {
        return cursor.isEmpty() ? BitgetApi.SPOT : BitgetApi.valueOf(cursor);
    }

    private static String hours(BitgetApi api, Listing listing) {
        return symbol(api, listing) + "&granularity=" + api.hour();
    }

    private static String symbol(BitgetApi api, Listing listing) {
        return "?symbol=" + URLEncoder.encode(listing.venueSymbol(), StandardCharsets.UTF_8) + api.andProductType();
    }

    private <T> Fetch<T> ask(BitgetEndpoint endpoint, String query, BitgetResponseClassifier.Parser<T> parser) {
        return switch (http.get(URI.create(urls.main() + endpoint.path() + query))) {
            case HttpTransport.NoAnswer(String reason) -> new Fetch.Unavailable<>(reason);
            case HttpTransport.Answered answered -> BitgetResponseClassifier.read(answered, (envelope, answer) -> {
                lastSeenTime = envelope.time() == null ? lastSeenTime : envelope.time();
                return parser.parse(envelope, answer);
            });
        };
    }

    private static BitgetApi checked(Market market, int limit) {
        if (!market.exchange().equals(EXCHANGE)) {
            throw new IllegalArgumentException("this client speaks to bitget, but was asked for " + market);
        }
        if (limit < 1 || limit > RECENT_ROWS) {
            throw new IllegalArgumentException("limit must be between 1 and " + RECENT_ROWS + ", but was " + limit);
        }
        return BitgetApi.of(market);
    }
}
