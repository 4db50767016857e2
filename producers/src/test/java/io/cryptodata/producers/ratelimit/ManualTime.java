package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Wall time that passes only when somebody pauses, or a test says so.
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

    /// What has been waited so far, in order.
    public List<Duration> pauses() {
        return pauses;
    }
}
