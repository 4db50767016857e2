package io.cryptodata.streams.replay;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// How far the replay of cold markets is. Written by one thread, read by others.
final class FillProgress {
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(30);
    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoClock;
    private long startedNanos;
    private long describedNanos;
    private int markets;
    private long candles;

    FillProgress(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /// Hours of a market are published.
    synchronized void published(int hours) {
        if (candles == 0) {
            startedNanos = nanoClock.getAsLong();
            describedNanos = startedNanos;
        }
        candles += hours;
    }

    /// A market is filled.
    synchronized void filled() {
        markets++;
    }

    /// A line for the log, at most every 30 seconds: null in between.
    ///
    /// @param waiting how many markets are to be replayed
    synchronized @Nullable String due(int waiting) {
        long now = nanoClock.getAsLong();
        if (candles == 0 || now - describedNanos < LOG_INTERVAL.toNanos()) {
            return null;
        }
        describedNanos = now;
        return describe(waiting);
    }

    /// For example `120 of 2,500 cold markets are filled, 9,500 candles/s, about 13 min left`.
    synchronized String describe(int waiting) {
        String done = String.format(Locale.ROOT, "%,d of %,d cold markets are filled", markets, markets + waiting);
        double seconds = (nanoClock.getAsLong() - startedNanos) / NANOS_PER_SECOND;
        if (candles == 0 || seconds <= 0) {
            return done;
        }
        String left = markets == 0 || waiting == 0 ? "" : ", about " + duration(seconds / markets * waiting) + " left";
        return String.format(Locale.ROOT, "%s, %,.0f candles/s%s", done, candles / seconds, left);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 120 ? whole + " s" : Math.ceilDiv(whole, 60) + " min";
    }

    /// The next market starts over.
    synchronized void reset() {
        markets = 0;
        candles = 0;
    }
}
