package io.cryptodata.domain.indicator;

import java.util.Arrays;

/// One value per column, reused for every row; NaN where a column has none.
@SuppressWarnings("EnumOrdinal") // the order of the columns is the order of the values
public final class IndicatorValues {
    private static final int COLUMNS = IndicatorColumn.values().length;

    private final double[] values = new double[COLUMNS];

    /// No column has a value yet.
    public IndicatorValues() {
        Arrays.fill(values, Double.NaN);
    }

    /// The value of a column, NaN where it has none.
    public double get(IndicatorColumn column) {
        return values[column.ordinal()];
    }

    /// A value that is not finite counts as absent.
    void set(IndicatorColumn column, double value) {
        values[column.ordinal()] = Double.isFinite(value) ? value : Double.NaN;
    }

    /// Takes over all values of `other`.
    public void copyFrom(IndicatorValues other) {
        System.arraycopy(other.values, 0, values, 0, COLUMNS);
    }

    /// Whether every column has the same bits.
    public boolean isSameAs(IndicatorValues other) {
        return Arrays.equals(values, other.values);
    }

    void clear(IndicatorColumn column) {
        values[column.ordinal()] = Double.NaN;
    }
}
