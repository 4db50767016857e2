package io.cryptodata.simulator.market;

/// A range of epoch hours.
///
/// @param from inclusive
/// @param to exclusive
record HourRange(long from, long to) {
    static final long UNBOUNDED = Long.MAX_VALUE;

    HourRange {
        if (to <= from) {
            throw new IllegalArgumentException("a range must contain an hour, but was from " + from + " to " + to);
        }
    }

    /// Without an end.
    static HourRange startingAt(long hour) {
        return new HourRange(hour, UNBOUNDED);
    }

    boolean contains(long hour) {
        return hour >= from && hour < to;
    }
}
