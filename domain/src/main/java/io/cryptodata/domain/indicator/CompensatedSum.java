package io.cryptodata.domain.indicator;

import java.nio.ByteBuffer;

/// A running sum with compensated rounding errors, so that millions of additions and removals do not accumulate an error.
///
/// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974).
final class CompensatedSum {
    static final int SIZE = 2 * Double.BYTES;

    private double sum;
    private double lost;

    void startWith(double first) {
        sum = first;
        lost = 0;
    }

    void startWith(CompensatedSum other) {
        sum = other.sum;
        lost = other.lost;
    }

    void add(double term) {
        double total = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? sum - total + term : term - total + sum;
        sum = total;
    }

    double value() {
        return sum + lost;
    }

    void writeTo(ByteBuffer target) {
        target.putDouble(sum).putDouble(lost);
    }

    void readFrom(ByteBuffer source) {
        sum = source.getDouble();
        lost = source.getDouble();
    }
}
