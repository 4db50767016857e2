package io.cryptodata.allinone.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// How fast rows were written, and what it cost.
record Load(double rowsPerSecond, int rows, Spent spent) {
    /// Processor time of all parts.
    double microsPerRow() {
        return (spent.tasks().toNanos() + spent.restOfProcess().toNanos() + spent.server().toNanos()) / 1e3 / rows;
    }

    static double median(List<Load> loads, ToDoubleFunction<Load> figure) {
        List<Double> sorted = loads.stream().mapToDouble(figure).boxed().sorted(Comparator.naturalOrder()).toList();
        return sorted.get(sorted.size() / 2);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f rows/s; %s", rowsPerSecond, spent.perRow(rows));
    }
}
