package io.cryptodata.allinone.interop;

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
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/// The candles of a random walk, and what the fold emits for them.
final class Walk {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private Walk() {}

    /// The rows of the fold, run in a plain loop.
    static List<Indicators> expectedRows(List<Candle> walk) {
        List<Indicators> rows = new ArrayList<>();
        CandleFold fold = CandleFold.of(walk.getFirst().market());
        FoldOutput collecting = new FoldOutput() {
            @Override
            public void indicators(IndicatorRow row) {
                rows.add(IndicatorRecords.toAvro(walk.getFirst().market(), row));
            }

            @Override
            public void rollup(RollupRow row) {}
        };
        walk.forEach(candle -> assertThat(fold.add(candle, collecting)).isEqualTo(CandleFold.Outcome.FOLDED));
        return rows;
    }

    /// One candle per hour from [#START] on.
    static List<Candle> of(Market market, int hours, long seed) {
        Random random = new Random(seed);
        List<Candle> walk = new ArrayList<>();
        double price = 100;
        for (int hour = 0; hour < hours; hour++) {
            double close = price * (0.98 + 0.04 * random.nextDouble());
            walk.add(new Candle(market, START.plusSeconds(3600L * hour), price, Math.max(price, close) * 1.01,
                    Math.min(price, close) * 0.99, close, random.nextDouble(), 0));
            price = close;
        }
        return walk;
    }
}
