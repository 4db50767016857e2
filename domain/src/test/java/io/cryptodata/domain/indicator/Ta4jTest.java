package io.cryptodata.domain.indicator;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// ta4j as an independent oracle, where its definitions agree.
///
/// They do for `sma200` and the Bollinger bands once their windows are full (before that ta4j gives partial means where
/// we give nothing), for `rsi14` once its different seed has faded (500 bars; on a price that never moved ta4j gives 0 where
/// we give nothing), and for the exponential averages once theirs has (it starts them with a single close, not with a
/// mean). They do not for `st73`: ta4j holds back both bands and turns against the current ones, which never converges.
/// It has no TD sequential and no Hull average of exponential averages.
class Ta4jTest {
    private static final int BARS = 6_000;
    private static final List<Candle> WALK = CandleScript.randomWalk(BARS);

    private final BarSeries series = seriesOf(WALK);
    private final ClosePriceIndicator close = new ClosePriceIndicator(series);

    @Test
    void sma200_agrees_once_its_window_is_full() {
        compare(IndicatorColumn.SMA200, new SMAIndicator(close, 200), 199, 1e-11);
    }

    @Test
    void bollinger_bands_agree_once_their_window_is_full() {
        SMAIndicator middle = new SMAIndicator(close, 20);
        StandardDeviationIndicator deviation = new StandardDeviationIndicator(close, 20);
        compare(IndicatorColumn.BBM202, middle, 19, 1e-11);
        IndicatorRun run = new IndicatorRun(List.of(), new BollingerBands());
        for (int i = 0; i < BARS; i++) {
            run.fold(WALK.subList(i, i + 1));
            if (i >= 19) {
                double reach = 2 * deviation.getValue(i).doubleValue();
                double mean = middle.getValue(i).doubleValue();
                assertThat(run.value(IndicatorColumn.BBL202)).isCloseTo(mean - reach, within(1e-9 * mean));
                assertThat(run.value(IndicatorColumn.BBU202)).isCloseTo(mean + reach, within(1e-9 * mean));
                assertThat(run.value(IndicatorColumn.BBW202)).isCloseTo(200 * reach / mean, within(1e-8));
            }
        }
    }

    @Test
    void rsi14_agrees_after_500_bars() {
        compare(IndicatorColumn.RSI14, new RSIIndicator(close, 14), 500, 1e-12);
    }

    @Test
    void exponential_averages_agree_after_their_seeds_have_faded() {
        compare(IndicatorColumn.EMA10, new EMAIndicator(close, 10), 200, 1e-12);
        compare(IndicatorColumn.EMA36, new EMAIndicator(close, 36), 700, 1e-12);
        compare(IndicatorColumn.EMA200, new EMAIndicator(close, 200), 4_000, 1e-12);
    }

    private void compare(IndicatorColumn column, Indicator<Num> reference, int from, double relative) {
        IndicatorSet indicators = new IndicatorSet();
        IndicatorValues values = new IndicatorValues();
        Bar bar = new Bar();
        for (int i = 0; i < BARS; i++) {
            bar.startWith(WALK.get(i), WALK.get(i).close());
            indicators.compute(bar, values);
            indicators.commit(bar);
            if (i >= from) {
                double expected = reference.getValue(i).doubleValue();
                assertThat(values.get(column)).as("%s on bar %d", column, i).isCloseTo(expected,
                        within(relative * expected));
            }
        }
    }

    private static BarSeries seriesOf(List<Candle> candles) {
        BarSeries series = new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();
        for (Candle candle : candles) {
            series.barBuilder().timePeriod(Candle.LENGTH).endTime(candle.closeTime()).openPrice(candle.open())
                    .highPrice(candle.high()).lowPrice(candle.low()).closePrice(candle.close()).volume(candle.volume())
                    .add();
        }
        return series;
    }
}
