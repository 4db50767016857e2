package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;

/// The invented markets of one venue: large and tiny prices, several quotes, a young listing, hours without a trade and
/// outages; in an eventful world with a script of what happens to them, and with rows that are revised.
public final class SeededMarkets implements CandleSource {
    /// how many closed hours an hour that is wrong by half spoils
    private static final int HALVED_HOURS = 6;

    private final Map<Market, MarketTimeline> lives = new LinkedHashMap<>();
    private final TreeSet<Long> changes = new TreeSet<>();
    private final List<MarketEvent> events;
    private final @Nullable Span halved;
    private volatile Snapshot snapshot = new Snapshot(new Span(Long.MIN_VALUE, Long.MIN_VALUE + 1), List.of());

    /// Binance's two dozen spot markets, or the same on another venue, without any event.
    ///
    /// @param firstHour when the markets' history begins; the young one is listed after three quarters of `history`
    public SeededMarkets(String exchange, long seed, Instant firstHour, Duration history) {
        this(exchange, new WorldRules(seed, firstHour, history, EventRates.NONE), new VenueMarkets.Count(24, 0),
                listed -> listed.market().asset());
    }

    /// @param symbolOf the venue's own name of a market
    public SeededMarkets(String exchange, WorldRules rules, VenueMarkets.Count count,
            Function<ListedMarket, String> symbolOf) {
        VenueTimelines written = new VenueTimelines(exchange, rules, symbolOf);
        written.of(count).forEach(life -> lives.put(life.market(), life));
        this.halved = lives.isEmpty() ? null : written.script().halvedHour();
        this.events = lives.isEmpty() ? List.of() : List.copyOf(written.script().happened());
        lives.values().forEach(life -> LongStream
                .concat(edges(life.listed()), edges(life.halts())).forEach(changes::add));
    }

    private static LongStream edges(List<Span> spans) {
        return spans.stream().flatMapToLong(span -> LongStream.of(span.from(), span.to()));
    }

    /// The listing between two changes of it.
    private record Snapshot(Span hours, List<ListedMarket> markets) {}

    @Override
    public List<ListedMarket> markets(Instant now) {
        long hour = Timeframe.epochHourOf(now);
        Snapshot known = snapshot;
        if (!known.hours().holds(hour)) {
            Long from = changes.floor(hour);
            Long to = changes.higher(hour);
            known = new Snapshot(new Span(from == null ? Long.MIN_VALUE : from, to == null ? Span.FOR_EVER : to),
                    lives.values().stream().filter(life -> life.isListed(hour)).map(life -> life.at(hour)).toList());
            snapshot = known;
        }
        return known.markets();
    }

    @Override
    public List<SourceRow> rows(Market market, Window window, Instant now) {
        MarketTimeline life = life(market);
        long current = Timeframe.epochHourOf(now);
        long first = Math.max(life.first(), Math.ceilDiv(window.from(), 3_600_000L));
        long last = Math.min(current, Timeframe.epochHourOf(Instant.ofEpochMilli(window.to())));
        long step = window.newest() ? -1 : 1;
        List<SourceRow> rows = new ArrayList<>();
        for (long hour = window.newest() ? last : first; hour >= first && hour <= last
                && rows.size() < window.limit(); hour += step) {
            if (life.hasRow(hour)) {
                SourceRow row = life.row(hour, now);
                rows.add(isHalved(hour, current) ? Revisions.halved(row) : row);
            }
        }
        return window.newest() ? rows.reversed() : rows;
    }

    private boolean isHalved(long hour, long current) {
        return halved != null && halved.holds(current) && hour >= current - HALVED_HOURS;
    }

    @Override
    public Expectation expectation(Instant now) {
        Map<Market, Expectation.OfMarket> expected = new LinkedHashMap<>();
        long current = Timeframe.epochHourOf(now);
        lives.forEach((market, life) -> {
            if (life.first() <= current) {
                expected.put(market, expected(life, current));
            }
        });
        return new Expectation(expected);
    }

    private static Expectation.OfMarket expected(MarketTimeline life, long current) {
        int count = 0;
        long last = -1;
        for (long hour = life.first(); hour < current; hour++) {
            if (life.hasRow(hour)) {
                count++;
                last = hour;
            }
        }
        int unfinished = life.hasRow(current) ? 1 : 0;
        return new Expectation.OfMarket(count, count == 0 ? null : Timeframe.instantOf(last), 0, unfinished, Map.of());
    }

    /// All that happens here, by the script.
    public List<MarketEvent> events() {
        return events;
    }

    /// All markets that there ever are.
    public List<Market> everListed() {
        return List.copyOf(lives.keySet());
    }

    /// The row of an hour after its last revision; empty where there is none.
    ///
    /// @param hour an epoch hour
    public Optional<SourceRow> finalRow(Market market, long hour) {
        MarketTimeline life = life(market);
        return life.hasRow(hour) ? Optional.of(life.series().row(hour)) : Optional.empty();
    }

    /// The hours from `from` (inclusive) to `to` (exclusive) of which the venue has a row, as epoch hours.
    public long[] presentHours(Market market, long from, long to) {
        MarketTimeline life = life(market);
        return LongStream.range(from, to).filter(life::hasRow).toArray();
    }

    private MarketTimeline life(Market market) {
        if (!lives.containsKey(market)) {
            throw new IllegalArgumentException(market + " is not listed here");
        }
        return Objects.requireNonNull(lives.get(market));
    }
}
