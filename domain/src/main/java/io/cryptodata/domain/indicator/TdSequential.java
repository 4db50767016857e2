package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// TD sequential setup counts: how many consecutive bars closed above (`td_seq_up`) or below (`td_seq_down`) the close four
/// bars earlier, up to 13, where a count stays until its run breaks; 0 on the first four bars.
///
/// Source: pandas_ta 0.3.14b0 `td_seq(close, asint=True)`, columns `TD_SEQ_UPa` and `TD_SEQ_DNa`.
final class TdSequential implements Indicator.Stateful {
    private static final int DISTANCE = 4;
    private static final int HIGHEST = 13;

    private int up;
    private int down;
    private int pendingUp;
    private int pendingDown;

    @Override
    public void compute(Bar bar, Closes closes, IndicatorValues values) {
        boolean comparable = closes.count() >= DISTANCE;
        double former = comparable ? closes.back(DISTANCE) : Double.NaN;
        pendingUp = bar.close() > former ? Math.min(up + 1, HIGHEST) : 0;
        pendingDown = bar.close() < former ? Math.min(down + 1, HIGHEST) : 0;
        values.set(IndicatorColumn.TD_SEQ_UP, pendingUp);
        values.set(IndicatorColumn.TD_SEQ_DOWN, pendingDown);
    }

    @Override
    public void commit() {
        up = pendingUp;
        down = pendingDown;
    }

    @Override
    public String memoryName() {
        return "td_seq";
    }

    @Override
    public int memorySize() {
        return 2 * Byte.BYTES;
    }

    @Override
    public void writeTo(ByteBuffer target) {
        target.put((byte) up).put((byte) down);
    }

    @Override
    public void readFrom(ByteBuffer source) {
        up = source.get();
        down = source.get();
    }
}
