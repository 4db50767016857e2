package io.cryptodata.streams.candle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The hours whose rates are new or have changed, in the order of their arrival in this process. Thread-safe: written by the
/// thread of the global store, read by every task.
final class RateUpdates {
    /// more than a rate's history of ten years, and few enough to be kept
    private static final int MOST_KEPT = 100_000;

    /// A rate's hour.
    record Update(String exchange, String currency, long epochHour) {}

    private final List<Update> newest = new ArrayList<>();
    private long dropped;

    synchronized void add(Update update) {
        if (newest.size() == MOST_KEPT) {
            newest.subList(0, MOST_KEPT / 2).clear();
            dropped += MOST_KEPT / 2;
        }
        newest.add(update);
    }

    /// How many there were so far.
    synchronized long count() {
        return dropped + newest.size();
    }

    /// The updates after the first `count`; empty if some of them are not kept any more.
    synchronized Optional<List<Update>> after(long count) {
        return count < dropped
                ? Optional.empty()
                : Optional.of(List.copyOf(newest.subList(Math.toIntExact(count - dropped), newest.size())));
    }
}
