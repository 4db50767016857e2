package io.cryptodata.domain.indicator;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.candle.Candle;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class VolumeUsdTest extends IndicatorContract {
    @Test
    void is_absent_without_a_rate() {
        IndicatorRun run = new IndicatorRun(List.of(), new VolumeUsd());
        run.usdRate(Double.NaN);
        run.fold(CandleScript.randomWalk(10));
        assertThat(run.value(IndicatorColumn.VOLUME_USD)).isNaN();
    }

    @Override
    Indicator indicator() {
        return new VolumeUsd();
    }

    @Override
    List<IndicatorColumn> columns() {
        return List.of(IndicatorColumn.VOLUME_USD);
    }

    @Override
    int firstBar() {
        return 0;
    }

    @Override
    double naive(IndicatorColumn column, List<Candle> bars) {
        Candle bar = bars.getLast();
        return bar.close() * bar.volume();
    }

    @Override
    double tolerance(double naive, double close) {
        return 0;
    }
}
