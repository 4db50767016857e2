package io.cryptodata.allinone.chaos;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.market.World;
import io.cryptodata.simulator.venue.ServedCandles;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// Compares topics and ledgers with the simulated world.
final class ExpectedHours {
    private static final Duration LATEST_REVISION = Duration.ofHours(27);
    /// more hours than the faults of one market withhold, and fewer than a page of history has
    private static final int MAX_LATE = 90;
    private static final int SHOWN = 20;

    private final SimulatorApp simulator;
    private final World world;
    private final PermanentHoles holes;
    private final ServedCandles served;
    private final LastServed lastServed;
    private final Map<String, Map<Long, Candle>> newest = new HashMap<>();
    private final Map<String, Long> latestHours = new HashMap<>();
    private final Map<Market, Integer> lateHours = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long records;
    private long permanentHoles;

    /// @param served the hours that must be on the topic
    /// @param lastServed the hours that may be on the topic
    /// @param holes the hours that no client can fetch
    ExpectedHours(SimulatorApp simulator, ServedCandles served, LastServed lastServed, PermanentHoles holes) {
        this.simulator = simulator;
        this.holes = holes;
        this.served = served;
        this.lastServed = lastServed;
        this.world = simulator.world().orElseThrow();
    }

    /// Checks one record. Call it in the order of the topic.
    void checkCandle(Candle candle) {
        records++;
        Market market = new Market(candle.getExchange(), candle.getAsset());
        long hour = Timeframe.epochHourOf(candle.getTimestamp());
        Candle before = newest.computeIfAbsent(market.key(), _ -> new HashMap<>()).put(hour, candle);
        long latest = latestHours.merge(market.key(), hour, Math::max);
        if (before == null && hour < latest) {
            lateHours.merge(market, 1, Integer::sum);
        }
        int expected = before == null ? 0 : before.getRevision() + 1;
        if (candle.getRevision() != expected) {
            problem(market, hour, "has revision " + candle.getRevision() + ", expected " + expected);
        }
        if (before != null && sameValues(before, candle)) {
            problem(market, hour, "was published again with the same values");
        }
        if (!isFinal(market, hour, candle) && !wasServedOnceClosed(market, hour, candle)) {
            problem(market, hour, "has values that the venue never served after the close: " + candle);
        }
    }

    /// Checks that every served hour is on the topic with the values of its last version, and no other hour is.
    void checkServedHours() {
        for (Market market : served.markets()) {
            Map<Long, Candle> present = newest.getOrDefault(market.key(), Map.of());
            for (long hour : served.hours(market)) {
                Candle candle = present.get(hour);
                if (candle == null) {
                    problem(market, hour, "was served and is not on the topic");
                } else if (!isFinal(market, hour, candle) && !isLastServed(market, hour, candle)) {
                    problem(market, hour, "is not the last version: " + candle + " instead of "
                            + world.finalRow(market, hour).orElse(null));
                }
            }
        }
        newest.forEach((key, hours) -> {
            Market market = Market.ofKey(key);
            hours.keySet().stream()
                    .filter(hour -> lastServed.row(key, Timeframe.instantOf(hour).toEpochMilli()) == null)
                    .forEach(hour -> problem(market, hour, "is on the topic and was never served"));
        });
    }

    /// Checks that hours are published in order, but for those that a venue first served later: an indicator never sees an
    /// hour that is published after a newer one.
    void checkOrder() {
        lateHours.forEach((market, hours) -> {
            if (hours > MAX_LATE) {
                problems.add(market + " has " + hours + " hours that were published after newer ones");
            }
        });
    }

    /// Checks that the ledger of a market counts exactly the hours that are on the topic.
    void checkLedger(LedgerEntry entry, boolean isTracked) {
        Market market = new Market(entry.getExchange(), entry.getAsset());
        Instant from = entry.getExpectedFrom();
        Instant upTo = entry.getKnownUpTo();
        if (from == null || upTo == null) {
            problem(market, 0, "has an empty ledger");
            return;
        }
        Set<Long> present = newest.getOrDefault(market.key(), Map.of()).keySet();
        Set<Long> empty = hours(entry.getConfirmedEmpty());
        Set<Long> notAvailable = hours(entry.getNotAvailable());
        Set<Long> missing = PermanentHoles.missing(entry);
        if (entry.getPresent() != present.size()) {
            problem(market, 0,
                    "has a ledger with " + entry.getPresent() + " hours, but the topic has " + present.size());
        }
        for (long hour = Timeframe.epochHourOf(from); hour < Timeframe.epochHourOf(upTo); hour++) {
            int states = (present.contains(hour) ? 1 : 0) + (empty.contains(hour) ? 1 : 0)
                    + (missing.contains(hour) ? 1 : 0) + (notAvailable.contains(hour) ? 1 : 0);
            if (states != 1) {
                problem(market, hour, "is not exactly one of present, confirmed empty, missing and not available: "
                        + present.contains(hour) + ", " + empty.contains(hour) + ", " + missing.contains(hour) + ", "
                        + notAvailable.contains(hour));
            }
        }
        notAvailable.stream().filter(hour -> !holes.mayBeUnavailable(market, hour))
                .forEach(hour -> problem(market, hour, "is not available by its ledger, but its venue serves it"));
        if (isTracked) {
            missing.stream().filter(hour -> !holes.mayBeMissing(market, hour))
                    .forEach(hour -> problem(market, hour, "is missing by its ledger"));
            missing.stream().filter(hour -> holes.contains(market, hour) && !PermanentHoles.isNamed(entry, hour))
                    .forEach(hour -> problem(market, hour, "is missing, but not because of unreadable data"));
            permanentHoles += missing.size();
            Set<Long> exist = new HashSet<>();
            LongStream.of(world.presentHours(market, Timeframe.epochHourOf(from), Timeframe.epochHourOf(upTo)))
                    .forEach(exist::add);
            empty.stream().filter(exist::contains)
                    .forEach(hour -> problem(market, hour, "was confirmed empty, but its venue serves it"));
        }
    }

    SimulatorApp simulator() {
        return simulator;
    }

    void checkBudgets() {
        simulator.budgetsExceeded().forEach(exceeded -> problems.add("a budget was exceeded: " + exceeded));
    }

    void problem(String what) {
        problems.add(what);
    }

    /// How many hours must be on the topic.
    long served() {
        return served.count();
    }

    /// How many hours of tracked markets are missing.
    long holes() {
        return permanentHoles;
    }

    /// How many hours were published after a newer hour of their market.
    long late() {
        return lateHours.values().stream().mapToLong(Integer::longValue).sum();
    }

    long candles() {
        return newest.values().stream().mapToLong(Map::size).sum();
    }

    long revised() {
        return records - candles();
    }

    /// The first problems and, where more exist, their number.
    List<String> problems() {
        if (problems.size() <= SHOWN) {
            return List.copyOf(problems);
        }
        List<String> shown = new ArrayList<>(problems.subList(0, SHOWN));
        shown.add("and " + (problems.size() - SHOWN) + " more");
        return shown;
    }

    private void problem(Market market, long hour, String what) {
        problems.add(market + (hour == 0 ? "" : " " + Timeframe.instantOf(hour)) + " " + what);
    }

    private boolean isFinal(Market market, long hour, Candle candle) {
        Optional<SourceRow> row = world.finalRow(market, hour);
        return row.isPresent() && isRow(candle, row.get());
    }

    /// A market may be delisted before the venue has corrected its last hours.
    private boolean isLastServed(Market market, long hour, Candle candle) {
        SourceRow row = lastServed.row(market.key(), Timeframe.instantOf(hour).toEpochMilli());
        return row != null && isRow(candle, row);
    }

    /// Whether the venue served these values at any time after the hour was closed.
    private boolean wasServedOnceClosed(Market market, long hour, Candle candle) {
        Instant close = Timeframe.instantOf(hour + 1);
        long open = Timeframe.instantOf(hour).toEpochMilli();
        for (Instant now = close; now.isBefore(close.plus(LATEST_REVISION)); now = now.plusSeconds(15)) {
            List<SourceRow> rows = world.venue(market.exchange()).rows(market, new Window(open, open, 1, false), now);
            if (!rows.isEmpty() && isRow(candle, rows.getFirst())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRow(Candle candle, SourceRow row) {
        return candle.getOpen() == Double.parseDouble(row.open()) && candle.getHigh() == Double.parseDouble(row.high())
                && candle.getLow() == Double.parseDouble(row.low())
                && candle.getClose() == Double.parseDouble(row.close())
                && candle.getVolume() == Double.parseDouble(row.volume());
    }

    private static boolean sameValues(Candle one, Candle other) {
        return one.getOpen() == other.getOpen() && one.getHigh() == other.getHigh() && one.getLow() == other.getLow()
                && one.getClose() == other.getClose() && one.getVolume() == other.getVolume();
    }

    private static Set<Long> hours(List<HourRange> ranges) {
        Set<Long> hours = new HashSet<>();
        ranges.forEach(range -> LongStream
                .range(Timeframe.epochHourOf(range.getFrom()), Timeframe.epochHourOf(range.getTo()))
                .forEach(hours::add));
        return hours;
    }
}
