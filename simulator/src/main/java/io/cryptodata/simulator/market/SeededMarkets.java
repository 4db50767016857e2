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
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// The invented markets of one venue: large and tiny prices, several quotes, a young listing, quiet hours and outages;
/// with event rates above zero also scheduled events and revised rows.
public final class SeededMarkets implements CandleSource {
    /// how many closed hours are served with halved values
    private static final int HALVED_HOURS = 6;

    private final Map<Market, MarketTimeline> timelines = new LinkedHashMap<>();
    private final TreeSet<Long> changes = new TreeSet<>();
    private final List<MarketEvent> events;
    private final int servedHours;
    private final @Nullable HourRange halved;
    private volatile Snapshot snapshot = new Snapshot(new HourRange(Long.MIN_VALUE, Long.MIN_VALUE + 1), List.of());

    /// The named pairs as spot markets, without events.
    ///
    /// @param firstHour start of the history; the young market is listed after three quarters of `history`
    public SeededMarkets(WorldVenue venue, long seed, Instant firstHour, Duration history) {
        this(venue, new WorldRules(seed, firstHour, history, EventRates.NONE), new VenueMarkets.Count(24, 0));
    }

    public SeededMarkets(WorldVenue venue, WorldRules rules, VenueMarkets.Count count) {
        this.servedHours = venue.traits().servedHours();
        VenueTimelines all = new VenueTimelines(venue, rules);
        all.of(venue.traits().spotOnly() ? new VenueMarkets.Count(count.spot(), 0) : count)
                .forEach(timeline -> timelines.put(timeline.market(), timeline));
        this.halved = timelines.isEmpty() ? null : all.schedule().halvedHour();
        this.events = timelines.isEmpty() ? List.of() : List.copyOf(all.schedule().events());
        timelines.values().forEach(timeline -> LongStream
                .concat(edges(timeline.listed()), edges(timeline.halts())).forEach(changes::add));
    }

    private static LongStream edges(List<HourRange> ranges) {
        return ranges.stream().flatMapToLong(range -> LongStream.of(range.from(), range.to()));
    }

    /// The listing between two changes of it.
    private record Snapshot(HourRange hours, List<ListedMarket> markets) {}

    @Override
    public List<ListedMarket> markets(Instant now) {
        long hour = Timeframe.epochHourOf(now);
        Snapshot current = snapshot;
        if (!current.hours().contains(hour)) {
            Long from = changes.floor(hour);
            Long to = changes.higher(hour);
            current = new Snapshot(
                    new HourRange(from == null ? Long.MIN_VALUE : from, to == null ? HourRange.UNBOUNDED : to),
                    timelines.values().stream().filter(timeline -> timeline.isListed(hour))
                            .map(timeline -> timeline.at(hour)).toList());
            snapshot = current;
        }
        return current.markets();
    }

    @Override
    public List<SourceRow> rows(Market market, Window window, Instant now) {
        MarketTimeline timeline = timeline(market);
        long current = Timeframe.epochHourOf(now);
        long first = Math.max(timeline.first(), Math.ceilDiv(window.from(), 3_600_000L));
        long last = Math.min(current, Timeframe.epochHourOf(Instant.ofEpochMilli(window.to())));
        long step = window.newest() ? -1 : 1;
        List<SourceRow> rows = new ArrayList<>();
        for (long hour = window.newest() ? last : first; hour >= first && hour <= last
                && rows.size() < window.limit(); hour += step) {
            if (timeline.hasRow(hour)) {
                SourceRow row = timeline.row(hour, now);
                rows.add(isHalved(hour, current) ? Revisions.halved(row) : row);
            }
        }
        return window.newest() ? rows.reversed() : rows;
    }

    private boolean isHalved(long hour, long current) {
        return halved != null && halved.contains(current) && hour >= current - HALVED_HOURS;
    }

    @Override
    public ExpectedCandles expectedCandles(Instant now) {
        Map<Market, ExpectedCandles.PerMarket> expected = new LinkedHashMap<>();
        long current = Timeframe.epochHourOf(now);
        timelines.forEach((market, timeline) -> {
            if (timeline.first() <= current) {
                expected.put(market, expected(timeline, current));
            }
        });
        return new ExpectedCandles(expected);
    }

    private ExpectedCandles.PerMarket expected(MarketTimeline timeline, long current) {
        int count = 0;
        long last = -1;
        ClosedBuckets buckets = new ClosedBuckets();
        for (long hour = Math.max(timeline.first(), current + 1 - servedHours); hour < current; hour++) {
            if (timeline.hasRow(hour)) {
                count++;
                last = hour;
                buckets.add(hour);
            }
        }
        int unfinished = timeline.hasRow(current) ? 1 : 0;
        return new ExpectedCandles.PerMarket(count, count == 0 ? null : Timeframe.instantOf(last), 0, unfinished,
                Map.of(), buckets.counts());
    }

    /// All scheduled events of the venue.
    public List<MarketEvent> events() {
        return events;
    }

    /// All markets that are listed at any time.
    public List<Market> everListed() {
        return List.copyOf(timelines.keySet());
    }

    /// The row of an hour after its last revision; empty if the hour has no row.
    ///
    /// @param hour an epoch hour
    public Optional<SourceRow> finalRow(Market market, long hour) {
        MarketTimeline timeline = timeline(market);
        return timeline.hasRow(hour) ? Optional.of(timeline.series().row(hour)) : Optional.empty();
    }

    /// The hours with a row from `from` (inclusive) to `to` (exclusive), as epoch hours.
    public long[] presentHours(Market market, long from, long to) {
        MarketTimeline timeline = timeline(market);
        return LongStream.range(from, to).filter(timeline::hasRow).toArray();
    }

    private MarketTimeline timeline(Market market) {
        MarketTimeline timeline = timelines.get(market);
        if (timeline == null) {
            throw new IllegalArgumentException(market + " is not listed here");
        }
        return timeline;
    }
}
