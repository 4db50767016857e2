package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.indicator.Bar;
import io.cryptodata.domain.indicator.IndicatorSet;
import io.cryptodata.domain.indicator.IndicatorValues;
import io.cryptodata.domain.market.Market;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// Three ways to the indicators of one market's newest candle on one timeframe: the fold, ta4j kept live, and the computation
/// of a window of candles anew per candle. ta4j has six of the series; all three ways run on one thread.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BenchmarkWays {
    private static final int CANDLES = 20_000;
    /// enough for an average over 200 candles to settle
    private static final int WINDOW = 400;
    private static final int RECOMPUTED = 200;
    private static final Market MARKET = new Market("binance", "BTC/USDT");

    private final List<Candle> candles = RandomWalk.of(MARKET, CANDLES, 20_260_101);

    /// All 17 columns.
    @Benchmark
    @OperationsPerInvocation(CANDLES)
    public void fold(Blackhole blackhole) {
        IndicatorSet indicators = new IndicatorSet();
        IndicatorValues values = new IndicatorValues();
        RowsIntoSink sink = new RowsIntoSink(blackhole);
        Bar bar = new Bar();
        for (Candle candle : candles) {
            compute(indicators, bar, candle, values);
            sink.values(values);
        }
    }

    /// Three exponential averages, the simple one, the deviation behind the bands, and the relative strength.
    @Benchmark
    @OperationsPerInvocation(CANDLES)
    public void ta4jLive(Blackhole blackhole) {
        BarSeries series = new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance())
                .withMaxBarCount(WINDOW).build();
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        List<Indicator<Num>> indicators = List.of(new EMAIndicator(close, 10), new EMAIndicator(close, 36),
                new EMAIndicator(close, 200), new SMAIndicator(close, 200), new StandardDeviationIndicator(close, 20),
                new RSIIndicator(close, 14));
        for (Candle candle : candles) {
            series.barBuilder().timePeriod(Candle.LENGTH).endTime(candle.closeTime()).openPrice(candle.open())
                    .highPrice(candle.high()).lowPrice(candle.low()).closePrice(candle.close()).volume(candle.volume())
                    .add();
            for (Indicator<Num> indicator : indicators) {
                blackhole.consume(indicator.getValue(series.getEndIndex()));
            }
        }
    }

    /// All 17 columns, from the last 400 candles for each candle.
    @Benchmark
    @OperationsPerInvocation(RECOMPUTED)
    public void windowOf400(Blackhole blackhole) {
        RowsIntoSink sink = new RowsIntoSink(blackhole);
        IndicatorValues values = new IndicatorValues();
        for (int end = WINDOW; end < WINDOW + RECOMPUTED; end++) {
            IndicatorSet indicators = new IndicatorSet();
            Bar bar = new Bar();
            for (Candle candle : candles.subList(end - WINDOW, end)) {
                compute(indicators, bar, candle, values);
            }
            sink.values(values);
        }
    }

    private static void compute(IndicatorSet indicators, Bar bar, Candle candle, IndicatorValues values) {
        bar.startWith(candle, candle.close());
        indicators.compute(bar, values);
        indicators.commit(bar);
    }
}
