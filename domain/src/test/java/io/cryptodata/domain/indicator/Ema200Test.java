package io.cryptodata.domain.indicator;

class Ema200Test extends EmaContract {
    Ema200Test() {
        super(IndicatorColumn.EMA200, 200);
    }
}
