package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Wall time that passes only in [#pause(Duration)] and [#pass(Duration)].
public final class ManualTime implements WallTime {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now;

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
    }

    /// All pauses so far, in order.
    public List<Duration> pauses() {
        return pauses;
    }
}
