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
import io.cryptodata.simulator.plan.ServedCandles;

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

/// Compares topics and ledgers with what the simulated world knows.
final class ExpectedHours {
    private static final Duration LATEST_REVISION = Duration.ofHours(27);
    private static final int SHOWN = 20;

    private final SimulatorApp simulator;
    private final World world;
    private final ServedCandles served;
    private final LastServed lastServed;
    private final Map<String, Map<Long, Candle>> newest = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long records;

    /// @param served what must be there
    /// @param lastServed what may be there
    ExpectedHours(SimulatorApp simulator, ServedCandles served, LastServed lastServed) {
        this.simulator = simulator;
        this.served = served;
        this.lastServed = lastServed;
        this.world = simulator.world().orElseThrow();
    }

    /// In the order of the topic.
    void candle(Candle candle) {
        records++;
        Market market = new Market(candle.getExchange(), candle.getAsset());
        long hour = Timeframe.epochHourOf(candle.getTimestamp());
        Candle before = newest.computeIfAbsent(market.key(), _ -> new HashMap<>()).put(hour, candle);
        int expected = before == null ? 0 : before.getRevision() + 1;
        if (candle.getRevision() != expected) {
            problem(market, hour, "came as revision " + candle.getRevision() + ", expected was " + expected);
        }
        if (before != null && sameValues(before, candle)) {
            problem(market, hour, "came again with the same values");
        }
        if (!isFinal(market, hour, candle) && !wasServedOnceClosed(market, hour, candle)) {
            problem(market, hour, "has values that the venue never served for it once it was closed: " + candle);
        }
    }

    /// Every hour that was served is there with the values of its last version, and no other.
    void everyServedHourIsThere() {
        for (Market market : served.markets()) {
            Map<Long, Candle> there = newest.getOrDefault(market.key(), Map.of());
            for (long hour : served.hours(market)) {
                Candle candle = there.get(hour);
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

    /// The ledger of a market says exactly what is there, and what is not.
    void ledger(LedgerEntry entry, boolean isTracked) {
        Market market = new Market(entry.getExchange(), entry.getAsset());
        Instant from = entry.getExpectedFrom();
        Instant upTo = entry.getKnownUpTo();
        if (from == null || upTo == null) {
            problem(market, 0, "its ledger knows nothing");
            return;
        }
        Set<Long> there = newest.getOrDefault(market.key(), Map.of()).keySet();
        Set<Long> empty = hours(entry.getConfirmedEmpty());
        Set<Long> missing = new HashSet<>();
        entry.getMissing().forEach(range -> LongStream
                .range(Timeframe.epochHourOf(range.getFrom()), Timeframe.epochHourOf(range.getTo()))
                .forEach(missing::add));
        if (entry.getPresent() != there.size()) {
            problem(market, 0, "its ledger counts " + entry.getPresent() + " hours, but there are " + there.size());
        }
        for (long hour = Timeframe.epochHourOf(from); hour < Timeframe.epochHourOf(upTo); hour++) {
            int said = (there.contains(hour) ? 1 : 0) + (empty.contains(hour) ? 1 : 0)
                    + (missing.contains(hour) ? 1 : 0);
            if (said != 1) {
                problem(market, hour, "is not exactly one of present, confirmed empty and missing: "
                        + there.contains(hour) + ", " + empty.contains(hour) + ", " + missing.contains(hour));
            }
        }
        if (isTracked) {
            missing.forEach(hour -> problem(market, hour, "is missing, says the ledger"));
            Set<Long> exist = new HashSet<>();
            LongStream.of(world.presentHours(market, Timeframe.epochHourOf(from), Timeframe.epochHourOf(upTo)))
                    .forEach(exist::add);
            empty.stream().filter(exist::contains)
                    .forEach(hour -> problem(market, hour, "was confirmed empty, but the venue has it"));
        }
    }

    SimulatorApp simulator() {
        return simulator;
    }

    void budgets() {
        simulator.budgetsExceeded().forEach(exceeded -> problems.add("a budget was exceeded: " + exceeded));
    }

    void problem(String what) {
        problems.add(what);
    }

    /// Hours that must be there.
    long served() {
        return served.count();
    }

    long candles() {
        return newest.values().stream().mapToLong(Map::size).sum();
    }

    long revised() {
        return records - candles();
    }

    /// The first of them, and how many there are.
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

    /// A market may be taken off the list before the venue has corrected its last hours.
    private boolean isLastServed(Market market, long hour, Candle candle) {
        SourceRow row = lastServed.row(market.key(), Timeframe.instantOf(hour).toEpochMilli());
        return row != null && isRow(candle, row);
    }

    /// Whether the venue would have said these values at some minute after the hour was closed.
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
