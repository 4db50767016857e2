package io.cryptodata.domain.indicator;

class Ema10Test extends EmaContract {
    Ema10Test() {
        super(IndicatorColumn.EMA10, 10);
    }
}
