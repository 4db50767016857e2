package io.cryptodata.producers.venue.bitget;

import io.cryptodata.domain.candle.ServedRows;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.clock.GuardedClock;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.http.JsonApi;
import io.cryptodata.producers.http.Response;
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
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Bitget over HTTP, its spot market and its contracts. The listing comes in four parts, one per kind of market.
///
/// Recent hours and old ones have separate endpoints, and which hour is recent depends on the venue's clock. Every response
/// holds it. Before the first response an hour is taken for recent; if the response shows otherwise, a second request
/// follows.
///
/// [Spot](https://www.bitget.com/api-doc/spot/market/Get-Candle-Data)
/// [Contracts](https://www.bitget.com/api-doc/contract/market/Get-Candle-Data)
public final class BitgetClient implements ExchangeClient {
    /// The venue's id.
    public static final String EXCHANGE = "bitget";
    public static final BaseUrls LIVE = BaseUrls.at(URI.create("https://api.bitget.com"));
    /// shorter than the 30 and 60 days that others have measured and the 83 that are documented
    private static final Duration RECENT = Duration.ofDays(28);
    /// thirty days: a window of more than 31 was refused before
    private static final int RECENT_ROWS = 720;
    /// what fits into a page of 200 together with the row at its end
    private static final int HISTORY_ROWS = 199;
    private static final int PAGE = 1000;
    private static final int HISTORY_PAGE = 200;

    private final JsonApi json;
    private final BaseUrls urls;
    private final GuardedClock clock;
    private volatile @Nullable Instant lastSeenTime;

    public BitgetClient(VenueContext context) {
        this.json = context.api(new BitgetResponseClassifier());
        this.urls = context.urls();
        this.clock = context.clock();
    }

    @Override
    public String exchange() {
        return EXCHANGE;
    }

    @Override
    public Call<VenueListing> listing() {
        return VenueListing.concat(Arrays.stream(BitgetApi.values())
                .map(api -> call(RequestNames.LISTING, api.listing(), api.listingQuery(),
                        (envelope, _) -> BitgetPayloads.listing(envelope.data(), api)))
                .toList());
    }

    @Override
    public Call<Instant> serverTime() {
        return call(RequestNames.SERVER_TIME, BitgetEndpoint.TIME, "",
                (envelope, _) -> BitgetPayloads.serverTime(envelope.data()));
    }

    /// Two requests if none was made before and the hour turns out to be old.
    @Override
    public Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        BitgetApi api = checked(listing.market(), limit);
        if (!isRecent(from)) {
            return history(api, listing, from, limit);
        }
        Call<CandlePage> recent = recent(api, listing, from, limit);
        return lastSeenTime != null
                ? recent
                : recent.then(page -> isRecent(from) ? Call.value(page) : history(api, listing, from, limit));
    }

    private boolean isRecent(Instant from) {
        Instant now = lastSeenTime;
        return now == null || !from.isBefore(now.minus(RECENT));
    }

    /// Of more rows than fit Bitget serves the newest, so that the window has an end. An end in the future is left out: then
    /// the newest rows are the requested ones.
    private Call<CandlePage> recent(BitgetApi api, Listing listing, Instant from, int limit) {
        Instant end = from.plus(Duration.ofHours(limit));
        Instant now = lastSeenTime;
        boolean open = now != null && end.isAfter(now);
        String query = hours(api, listing) + "&startTime=" + from.toEpochMilli()
                + (open ? "" : "&endTime=" + end.toEpochMilli()) + "&limit=" + PAGE;
        return page(api.recent(), query, from, open ? null : end);
    }

    /// The endpoint uses only the end of the window, and serves what lies before it.
    private Call<CandlePage> history(BitgetApi api, Listing listing, Instant from, int limit) {
        int hours = Math.min(limit, HISTORY_ROWS);
        Instant end = from.plus(Duration.ofHours(hours));
        String query = hours(api, listing) + "&startTime=" + from.toEpochMilli() + "&endTime=" + end.toEpochMilli()
                + "&limit=" + (hours + 1);
        return page(api.history(), query, from, end);
    }

    /// Rows before `from` fill up a page and are left out.
    private Call<CandlePage> page(BitgetEndpoint endpoint, String query, Instant from, @Nullable Instant end) {
        return call(RequestNames.HOURLY_CANDLES, endpoint, query, (envelope,
                response) -> CandlePage.of(BitgetPayloads.candles(envelope.data()).from(from), response, end));
    }

    /// A spot market's months are one page, and the days of the first one another. A contract's history is searched in a
    /// few requests, because no page of it covers more than ninety days.
    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        BitgetApi api = checked(listing.market(), 1);
        if (api != BitgetApi.SPOT) {
            return new ContractHistory(this, listing).firstDay();
        }
        String months = symbol(api, listing) + "&granularity=1Mutc" + until(newestTime());
        return FirstHours.firstDay(longCandles(api, months, FirstHours::oldest),
                (from, to) -> longCandles(api, days(api, listing, from, earlier(to, newestTime())), rows -> rows));
    }

    /// The oldest of the days that open from `start` to `end` (exclusive).
    Call<Optional<Instant>> oldestDay(BitgetApi api, Listing listing, Instant start, Instant end) {
        return longCandles(api, days(api, listing, start, end), rows -> FirstHours.oldest(rows.from(start)));
    }

    private <T> Call<T> longCandles(BitgetApi api, String query, RowsReader<T> reader) {
        return call(RequestNames.FIRST_HOUR, api.history(), query,
                (envelope, _) -> reader.read(BitgetPayloads.candles(envelope.data())));
    }

    private static String days(BitgetApi api, Listing listing, Instant start, Instant end) {
        return symbol(api, listing) + "&granularity=1Dutc&startTime=" + start.toEpochMilli() + until(end);
    }

    private static String until(Instant end) {
        return "&endTime=" + end.toEpochMilli() + "&limit=" + HISTORY_PAGE;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// The venue's clock as last seen, otherwise our own.
    private Instant newestTime() {
        Instant now = lastSeenTime;
        return now == null ? json.transport().clock().instant() : now;
    }

    @Override
    public int maxRows(Market market) {
        BitgetApi.of(market);
        return RECENT_ROWS;
    }

    private static String hours(BitgetApi api, Listing listing) {
        return symbol(api, listing) + "&granularity=" + api.hour();
    }

    private static String symbol(BitgetApi api, Listing listing) {
        return "?symbol=" + CandleRequests.symbol(listing) + api.andProductType();
    }

    /// Reads the requested value from a successful envelope.
    @FunctionalInterface
    private interface EnvelopeReader<T> {
        T read(BitgetPayloads.Envelope envelope, Response response) throws UnreadableBody;
    }

    /// Reads the requested value from the rows of a page.
    @FunctionalInterface
    private interface RowsReader<T> {
        T read(ServedRows rows) throws UnreadableBody;
    }

    private <T> Call<T> call(String request, BitgetEndpoint endpoint, String query, EnvelopeReader<T> reader) {
        URI address = URI.create(urls.main() + endpoint.path() + query);
        return json.call(request, endpoint.charges(), address, (body, response) -> {
            BitgetPayloads.Envelope envelope = BitgetPayloads.envelope(body);
            remember(envelope.time());
            return reader.read(envelope, response);
        });
    }

    private void remember(@Nullable Instant time) {
        if (time != null && clock.isCredible(time)) {
            lastSeenTime = time;
        }
    }

    private static BitgetApi checked(Market market, int limit) {
        CandleRequests.check(EXCHANGE, market, limit, RECENT_ROWS);
        return BitgetApi.of(market);
    }
}
