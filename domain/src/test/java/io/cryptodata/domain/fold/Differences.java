package io.cryptodata.domain.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Collects differences from a reference: the worst of each column, and every one beyond its tolerance.
final class Differences {
    private static final int VIOLATIONS_KEPT = 50;

    private final Map<String, Worst> worst = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private long cells;

    /// Compares one cell; NaN means no value, on either side.
    void add(String column, String place, double actual, double expected, double tolerance) {
        if (Double.isNaN(expected) && Double.isNaN(actual)) {
            return;
        }
        cells++;
        double difference = Math.abs(actual - expected);
        if (!(difference <= tolerance) && violations.size() < VIOLATIONS_KEPT) {
            violations.add("%s of %s: %s, but the reference has %s".formatted(column, place, actual, expected));
        }
        Worst cell = new Worst(difference, difference == 0 ? 0 : difference / Math.abs(expected), place, 1);
        worst.merge(column, cell, Worst::or);
    }

    long cells() {
        return cells;
    }

    List<String> violations() {
        return violations;
    }

    void print() {
        worst.forEach(
                (column, found) -> System.out.printf("%-32s %9d cells  worst relative %.1e, absolute %.1e  (%s)%n",
                        column, found.cells, found.relative, found.absolute, found.place));
    }

    private record Worst(double absolute, double relative, String place, long cells) {
        Worst or(Worst other) {
            String where = other.relative > relative ? other.place : place;
            return new Worst(Math.max(absolute, other.absolute), Math.max(relative, other.relative), where,
                    cells + other.cells);
        }
    }
}
