package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.indicator.Bar;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.domain.indicator.IndicatorSet;
import io.cryptodata.domain.indicator.IndicatorValues;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static io.cryptodata.domain.CandleScript.MARKET;
import static org.assertj.core.api.Assertions.assertThat;

/// A row of a bucket in progress equals a fresh computation over the whole history with the bucket so far as its last bar.
class RowsInProgressTest {
    private static final int HOURS = 3_000;
    private static final int EVERY = 97;

    @ParameterizedTest
    @EnumSource(Timeframe.class)
    void equal_a_fresh_computation_over_the_candles_so_far(Timeframe timeframe) {
        List<Candle> walk = withHoles(CandleScript.randomWalk(HOURS));
        CandleFold fold = CandleFold.of(MARKET);
        for (int i = 0; i < walk.size(); i++) {
            Emitted emitted = new Emitted();
            fold.add(walk.get(i), emitted);
            if (i % EVERY == 0) {
                EmittedRow row = emitted.rows(timeframe).getLast();
                assertThat(row.values()).as("%s at candle %d", timeframe, i)
                        .isEqualTo(fresh(timeframe, walk.subList(0, i + 1)));
            }
        }
    }

    private static List<Candle> withHoles(List<Candle> walk) {
        List<Candle> candles = new ArrayList<>();
        for (int i = 0; i < walk.size(); i++) {
            if (i % 50 < 46) {
                candles.add(walk.get(i));
            }
        }
        return candles;
    }

    private static List<Double> fresh(Timeframe timeframe, List<Candle> candles) {
        Map<Long, List<Candle>> buckets = new TreeMap<>();
        for (Candle candle : candles) {
            long start = timeframe.floor(Timeframe.epochHourOf(candle.openTime()));
            buckets.computeIfAbsent(start, any -> new ArrayList<>()).add(candle);
        }
        IndicatorSet indicators = new IndicatorSet();
        IndicatorValues values = new IndicatorValues();
        for (List<Candle> bucket : buckets.values()) {
            Bar bar = new Bar();
            bar.startWith(bucket.getFirst(), bucket.getFirst().close());
            bucket.subList(1, bucket.size()).forEach(hour -> bar.growBy(hour, hour.close()));
            indicators.compute(bar, values);
            indicators.commit(bar);
        }
        return Arrays.stream(IndicatorColumn.values()).map(values::get).toList();
    }
}
