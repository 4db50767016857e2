package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Hourly candles per second through the indicators alone and through the whole fold, on one thread; and the duration of
/// writing and reading a market's state.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class BenchmarkFold {
    /// somewhat more than two years
    private static final int CANDLES = 20_000;
    private static final long SEED = 20_260_101;
    private static final Market MARKET = new Market("binance", "BTC/USDT");

    private final List<Candle> candles = RandomWalk.of(MARKET, CANDLES, SEED);
    private final ByteBuffer stored = ByteBuffer.allocate(64 * 1024);
    private CandleFold warm = CandleFold.of(MARKET);

    /// Builds a fold of the whole history.
    @Setup
    public void warmUp(Blackhole blackhole) {
        warm = foldAll(new RowsIntoSink(blackhole));
    }

    /// All indicators on one timeframe, every candle a completed bar, into one reused array.
    @Benchmark
    @AtLeast(5_000_000)
    @OperationsPerInvocation(CANDLES)
    public void indicatorsOnOneTimeframe(Blackhole blackhole) {
        IndicatorSet indicators = new IndicatorSet();
        IndicatorValues values = new IndicatorValues();
        RowsIntoSink sink = new RowsIntoSink(blackhole);
        Bar bar = new Bar();
        for (Candle candle : candles) {
            bar.startWith(candle, candle.close());
            indicators.compute(bar, values);
            indicators.commit(bar);
            sink.values(values);
        }
    }

    /// All timeframes with the calendar and the bucket in progress, into one reused array.
    @Benchmark
    @AtLeast(1_000_000)
    @OperationsPerInvocation(CANDLES)
    public CandleFold allTimeframes(Blackhole blackhole) {
        return foldAll(new RowsIntoSink(blackhole));
    }

    /// The same, with every row and longer candle copied into a new object.
    @Benchmark
    @OperationsPerInvocation(CANDLES)
    public CandleFold allTimeframesIntoObjects(Blackhole blackhole) {
        return foldAll(new RowsIntoObjects(blackhole));
    }

    /// Writes the whole state of a market to bytes and reads it again.
    @Benchmark
    public CandleFold stateRoundTrip() {
        stored.clear();
        warm.writeTo(stored);
        return CandleFold.read(MARKET, stored.flip());
    }

    private CandleFold foldAll(FoldOutput output) {
        CandleFold fold = CandleFold.of(MARKET);
        for (Candle candle : candles) {
            fold.add(candle, output);
        }
        return fold;
    }
}
