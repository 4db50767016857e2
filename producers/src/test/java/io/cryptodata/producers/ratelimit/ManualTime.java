package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Time that passes only in [#pause(Duration)] and [#pass(Duration)]; its clock can be set.
public final class ManualTime implements WallTime {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now;
    private Duration elapsed = Duration.ZERO;

    public ManualTime(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void pause(Duration length) {
        pauses.add(length);
        pass(length);
    }

    public void pass(Duration length) {
        now = now.plus(length);
        elapsed = elapsed.plus(length);
    }

    /// Sets the clock forward, or back if negative, without any time passing.
    public void setClockBy(Duration difference) {
        now = now.plus(difference);
    }

    @Override
    public Duration elapsed() {
        return elapsed;
    }

    /// All pauses so far, in order.
    public List<Duration> pauses() {
        return pauses;
    }
}
