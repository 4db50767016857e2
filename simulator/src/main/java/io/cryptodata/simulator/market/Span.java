package io.cryptodata.simulator.market;

/// A stretch of epoch hours.
///
/// @param from inclusive
/// @param to exclusive
record Span(long from, long to) {
    static final long FOR_EVER = Long.MAX_VALUE;

    Span {
        if (to <= from) {
            throw new IllegalArgumentException("a span must hold an hour, but was from " + from + " to " + to);
        }
    }

    boolean holds(long hour) {
        return hour >= from && hour < to;
    }
}
