package io.cryptodata.simulator.venue;

import java.time.Duration;

/// A limit per address, as the venue counts it.
///
/// @param name unique within the venue, for example `klines`
/// @param weight allowed within one period; 1 per request if the venue counts requests
/// @param window how periods are aligned
/// @param refusalsBeforeBan how many requests within one period are refused before the next one causes a ban
/// @param ban length of a ban
public record RateLimit(String name, int weight, Duration period, Window window, int refusalsBeforeBan,
        Duration ban) {
    private static final Duration MAX_TOLERANCE = Duration.ofMillis(500);

    public RateLimit {
        if (weight < 1 || !period.isPositive() || refusalsBeforeBan < 0 || !ban.isPositive()) {
            throw new IllegalArgumentException(
                    "a rate limit needs a weight of at least 1, a positive period, at least 0 "
                            + "refusals before a ban and a positive ban, but was " + name + " " + weight + " " + period
                            + " "
                            + refusalsBeforeBan + " " + ban);
        }
    }

    /// A rolling limit with a ban of two minutes after ten refused requests.
    public static RateLimit rolling(String name, int weight, Duration period) {
        return new RateLimit(name, weight, period, Window.ROLLING, 10, Duration.ofMinutes(2));
    }

    /// The same limit with another ban.
    public RateLimit withBan(int afterRefusals, Duration length) {
        return new RateLimit(name, weight, period, window, afterRefusals, length);
    }

    /// How much too early a request may arrive: a fifth of the period, half a second at most. The timer of a client that sends
    /// exactly as many requests as a venue allows is not exact, nor is the way of its requests.
    Duration tolerance() {
        Duration fifth = period.dividedBy(5);
        return fifth.compareTo(MAX_TOLERANCE) < 0 ? fifth : MAX_TOLERANCE;
    }

    /// How periods are aligned.
    public enum Window {
        /// consecutive periods, counted from 1970-01-01T00Z
        ALIGNED,
        /// the latest stretch of the period's length, less a tolerance
        ROLLING
    }
}
