package io.cryptodata.domain.indicator;

/// Traded value in USDT: `volume * close` where the quote is USDT, absent for every other quote.
record VolumeUsd(boolean quotedInUsdt) implements Indicator.Stateless {
    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        values.set(IndicatorColumn.VOLUME_USD, quotedInUsdt ? bar.volume() * bar.close() : Double.NaN);
    }
}
