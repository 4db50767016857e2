package io.cryptodata.simulator.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Wrong times in a body, in any dialect.
public enum TimeFault {
    /// every time in seconds instead of milliseconds or nanoseconds; in milliseconds if the venue sends seconds
    OTHER_UNIT {
        @Override
        String applyTo(String body, Instant now) {
            return MILLIS_OR_NANOS.matcher(body).find()
                    ? MILLIS_OR_NANOS.matcher(body).replaceAll(time -> time.group().substring(0, SECONDS_DIGITS))
                    : SECONDS.matcher(body).replaceAll(time -> time.group() + "000");
        }
    },
    /// the current time in microseconds
    CLOCK_IN_MICROSECONDS {
        @Override
        String applyTo(String body, Instant now) {
            return clock(now).matcher(body).replaceAll(now.toEpochMilli() + "000");
        }
    },
    /// the current time plus an hour
    CLOCK_AN_HOUR_AHEAD {
        @Override
        String applyTo(String body, Instant now) {
            String ahead = Long.toString(now.plus(Duration.ofHours(1)).toEpochMilli());
            return clock(now).matcher(body).replaceAll((MatchResult time) -> ahead + time.group(1));
        }
    };

    private static final int SECONDS_DIGITS = 10;
    /// between 2017 and 2033, and no part of a decimal number
    private static final Pattern MILLIS_OR_NANOS = Pattern.compile("(?<![\\d.])1[5-9]\\d{11}(\\d{6})?(?![\\d.])");
    private static final Pattern SECONDS = Pattern.compile("(?<![\\d.])1[5-9]\\d{8}(?![\\d.])");

    /// The current time in milliseconds, or in nanoseconds with the remaining digits as a group.
    private static Pattern clock(Instant now) {
        return Pattern.compile("(?<![\\d.])" + now.toEpochMilli() + "(|\\d{6})(?![\\d.])");
    }

    /// @param now the venue's clock, as the body contains it
    abstract String applyTo(String body, Instant now);
}
