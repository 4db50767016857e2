package io.cryptodata.allinone.bot;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.avro.Indicators;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// The records of a market whose hours arrive late and are corrected: after each change those rows are emitted again that
/// have changed, with the next revision.
final class RevisedRows {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int HOURS = 24 * 20;
    private static final int CHANGES = 4;

    private final Market market;
    private final Random random;
    private final Map<Integer, Candle> candles = new TreeMap<>();
    private final List<Indicators> emitted = new ArrayList<>();
    private final Map<Row, Indicators> last = new HashMap<>();

    private record Row(String timeframe, long lastId) {}

    RevisedRows(Market market, long seed) {
        this.market = market;
        this.random = new Random(seed);
        for (int hour = 0; hour < HOURS; hour++) {
            if (random.nextInt(10) > 0) {
                candles.put(hour, candle(hour));
            }
        }
        rows().forEach(this::emit);
        for (int change = 0; change < CHANGES; change++) {
            for (int i = 0; i < 5; i++) {
                int hour = random.nextInt(HOURS);
                candles.put(hour, candle(hour)); // late if it was missing, otherwise corrected
            }
            emitChanges();
        }
    }

    /// All records in the order in which they were emitted.
    List<Indicators> emitted() {
        return List.copyOf(emitted);
    }

    /// The closed row of each bucket, computed once from the final candles, without its revision.
    Map<ClosedBars.Bar, Indicators> expected() {
        Map<ClosedBars.Bar, Indicators> bars = new HashMap<>();
        rows().stream().filter(Indicators::getClosed).forEach(row -> bars.put(
                new ClosedBars.Bar(market.key(), row.getTimeframe(), row.getTimestamp()), withRevision(row, 0)));
        return bars;
    }

    static Indicators withRevision(Indicators row, int revision) {
        return Indicators.newBuilder(row).setRevision(revision).build();
    }

    private void emitChanges() {
        Map<Row, Indicators> now = new LinkedHashMap<>();
        rows().forEach(row -> now.put(new Row(row.getTimeframe(), row.getLastId()), row));
        now.forEach((id, row) -> {
            Indicators before = last.get(id);
            if (before == null || !withRevision(before, 0).equals(withRevision(row, 0))) {
                emit(withRevision(row, before == null ? row.getRevision() : before.getRevision() + 1));
            }
        });
    }

    private void emit(Indicators row) {
        last.put(new Row(row.getTimeframe(), row.getLastId()), row);
        emitted.add(row);
    }

    private List<Indicators> rows() {
        List<Indicators> rows = new ArrayList<>();
        CandleFold fold = CandleFold.of(market);
        FoldOutput output = new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                rows.add(IndicatorRecords.toAvro(market, row));
            }

            @Override
            public void rollup(RollupRow row) {}
        };
        candles.values().forEach(candle -> fold.add(candle, output));
        return rows;
    }

    private Candle candle(int hour) {
        double open = 90 + 20 * random.nextDouble();
        double close = 90 + 20 * random.nextDouble();
        return new Candle(market, START.plusSeconds(3600L * hour), open, Math.max(open, close) + random.nextDouble(),
                Math.min(open, close) - random.nextDouble(), close, random.nextDouble(), 0);
    }
}
