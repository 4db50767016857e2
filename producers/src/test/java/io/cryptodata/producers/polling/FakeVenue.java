package io.cryptodata.producers.polling;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.Call;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.universe.TrackedMarket;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.VenueListing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// A venue in memory: rows by hour, a clock that a test sets, and responses that a test may override.
final class FakeVenue implements ExchangeClient {
    static final int MAX_ROWS = 10;

    final List<String> requests = new ArrayList<>();
    final List<String> firstHourRequests = new ArrayList<>();
    int maxRows = MAX_ROWS;
    /// how many of its newest hours it serves, the unfinished one included; all if empty
    OptionalInt servedHours = OptionalInt.empty();
    private final Map<Market, TreeMap<Long, List<RawCandle>>> rows = new LinkedHashMap<>();
    private final Set<Market> withoutFirstHour = new HashSet<>();
    private volatile boolean clockAvailable = true;
    private final Map<Market, Boolean> tradable = new HashMap<>();
    private final Map<Market, BiFunction<Long, Fetch<CandlePage>, Fetch<CandlePage>>> overrides = new HashMap<>();
    private Instant clock;

    FakeVenue(Instant clock) {
        this.clock = clock;
    }

    /// Whether requests for the clock succeed from now on.
    void setClockAvailable(boolean isAvailable) {
        clockAvailable = isAvailable;
    }

    void setClock(Instant now) {
        clock = now;
    }

    void list(Market market) {
        rowsOf(market);
        tradable.put(market, true);
    }

    private TreeMap<Long, List<RawCandle>> rowsOf(Market market) {
        return rows.computeIfAbsent(market, _ -> new TreeMap<>());
    }

    void halt(Market market) {
        tradable.put(market, false);
    }

    void serve(Market market, long from, long to) {
        list(market);
        for (long hour = from; hour < to; hour++) {
            serve(market, hour, row(hour, "10", "9"));
        }
    }

    void serve(Market market, long hour, RawCandle... served) {
        list(market);
        rowsOf(market).put(hour, List.of(served));
    }

    /// Replaces responses for this market from now on, given the requested hour and the correct response.
    void override(Market market, BiFunction<Long, Fetch<CandlePage>, Fetch<CandlePage>> override) {
        overrides.put(market, override);
    }

    /// Whether the first hour of this market is readable from now on.
    void setFirstHourReadable(Market market, boolean isReadable) {
        if (isReadable) {
            withoutFirstHour.remove(market);
        } else {
            withoutFirstHour.add(market);
        }
    }

    void clearOverride(Market market) {
        overrides.remove(market);
    }

    static RawCandle row(long hour, String high, String low) {
        return new RawCandle(Timeframe.instantOf(hour).toEpochMilli(), "9.5", high, low, "9.5", "1", "[]");
    }

    @Override
    public String exchange() {
        return "binance";
    }

    @Override
    public Call<VenueListing> listing() {
        return Call.value(VenueListing.of(rows.keySet().stream().map(market -> Listing.of(market,
                market.base() + market.quote(), tradable.getOrDefault(market, false), "")).toList()));
    }

    /// The listed markets, all tracked.
    List<TrackedMarket> tracked() {
        return rows.keySet().stream().map(market -> new TrackedMarket(
                Listing.of(market, market.base() + market.quote(), true, ""),
                Boolean.TRUE.equals(tradable.get(market)) ? MarketState.LIVE : MarketState.HALTED, null,
                null)).toList();
    }

    @Override
    public Call<Instant> serverTime() {
        return new Call.Completed<>(
                clockAvailable ? new Fetch.Ok<>(clock) : Fetch.failed(new Failure.Unavailable("no clock")));
    }

    @Override
    public Call<CandlePage> hourlyCandles(Listing listing, Instant from, int limit) {
        return new Call.Completed<>(page(listing, from, limit));
    }

    private synchronized Fetch<CandlePage> page(Listing listing, Instant from, int limit) {
        long hour = Timeframe.epochHourOf(from);
        requests.add(listing.market().base() + "@" + hour);
        List<RawCandle> served = rowsOf(listing.market())
                .subMap(Math.max(hour, oldestServed()), true, Timeframe.epochHourOf(clock), true).values().stream()
                .flatMap(List::stream)
                .limit(limit).toList();
        Fetch<CandlePage> correct = new Fetch.Ok<>(new CandlePage(served, clock, clock, null));
        return overrides.getOrDefault(listing.market(), (_, response) -> response).apply(hour, correct);
    }

    private long oldestServed() {
        return servedHours.isEmpty() ? Long.MIN_VALUE : Timeframe.epochHourOf(clock) + 1 - servedHours.getAsInt();
    }

    @Override
    public OptionalInt servedHours(Market market) {
        return servedHours;
    }

    @Override
    public Call<Optional<Instant>> firstHour(Listing listing) {
        firstHourRequests.add(listing.market().base());
        if (withoutFirstHour.contains(listing.market())) {
            return new Call.Completed<>(Fetch.failed(new Failure.Unreadable("not JSON", "<html>")));
        }
        return Call.value(rowsOf(listing.market()).keySet().stream().findFirst().map(Timeframe::instantOf));
    }

    @Override
    public int maxRows(Market market) {
        return maxRows;
    }
}
