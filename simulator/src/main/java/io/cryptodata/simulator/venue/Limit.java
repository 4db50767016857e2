package io.cryptodata.simulator.venue;

import java.time.Duration;

/// One limit as the venue counts it for one address.
///
/// @param name tells the limits of one venue apart, for example `klines`
/// @param weight what may be used within one period; 1 per request where the venue counts requests
/// @param window how the venue's periods lie in time
/// @param patience how many requests beyond the limit within one period are only refused; the next one brings a ban
/// @param ban how long a ban lasts
public record Limit(String name, int weight, Duration period, Window window, int patience, Duration ban) {
    public Limit {
        if (weight < 1 || !period.isPositive() || patience < 0 || !ban.isPositive()) {
            throw new IllegalArgumentException(
                    "a limit needs a weight of at least 1, a positive period, patience of at "
                            + "least 0 and a positive ban, but was " + name + " " + weight + " " + period + " "
                            + patience + " "
                            + ban);
        }
    }

    /// A limit over any stretch of `period`, with a ban of two minutes after ten requests too many.
    public static Limit rolling(String name, int weight, Duration period) {
        return new Limit(name, weight, period, Window.ROLLING, 10, Duration.ofMinutes(2));
    }

    /// The same with another penalty.
    public Limit banning(int afterRefusals, Duration length) {
        return new Limit(name, weight, period, window, afterRefusals, length);
    }

    /// How the venue's periods lie in time.
    public enum Window {
        /// one after the other, counted from 1970-01-01T00Z
        ALIGNED,
        /// any stretch of the period's length
        ROLLING
    }
}
