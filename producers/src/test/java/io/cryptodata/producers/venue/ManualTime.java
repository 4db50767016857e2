package io.cryptodata.producers.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Wall time that passes only when somebody pauses, or a test says so.
final class ManualTime implements WallTime {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now;

    ManualTime(Instant now) {
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

    void pass(Duration length) {
        now = now.plus(length);
    }

    /// What has been waited so far, in order.
    List<Duration> pauses() {
        return pauses;
    }
}
