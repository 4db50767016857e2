package io.cryptodata.domain.fold;

import java.time.Duration;

/// How far back of a market's newest hour late and revised candles are folded in.
///
/// @param hours at least 1
public record CorrectionWindow(int hours) {
    /// 45 days.
    public static final CorrectionWindow DEFAULT = new CorrectionWindow(45 * 24);

    public CorrectionWindow {
        if (hours < 1) {
            throw new IllegalArgumentException("the correction window must be at least an hour, but is " + hours);
        }
    }

    /// Of whole hours.
    public static CorrectionWindow of(Duration length) {
        return new CorrectionWindow(Math.toIntExact(length.toHours()));
    }

    /// The oldest epoch hour inside.
    public long startFor(long newestHour) {
        return newestHour - hours;
    }
}
