package io.cryptodata.domain.indicator;

class Ema36Test extends EmaContract {
    Ema36Test() {
        super(IndicatorColumn.EMA36, 36);
    }
}
