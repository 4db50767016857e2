package io.cryptodata.domain.indicator;

/// Traded value in USDT: the volume at the price in USDT of the bar's last close, absent while no rate is known.
record VolumeUsd() implements Indicator.Stateless {
    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        values.set(IndicatorColumn.VOLUME_USD, bar.volume() * bar.usdPrice());
    }
}
