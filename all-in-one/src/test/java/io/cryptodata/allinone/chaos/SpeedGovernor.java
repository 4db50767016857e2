package io.cryptodata.allinone.chaos;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/// Sets the speed of simulated time: full speed only while every listed market is close behind its venue. At full speed a
/// pause of one minute that a venue requests would last days in which markets are listed and delisted, unlike any real pause.
final class SpeedGovernor {
    /// How far behind its venue a market may be at full speed.
    private static final Duration ALLOWED_LAG = Duration.ofHours(2);
    /// How long the governor stays slow for the same markets.
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ChaosClock clock;
    private final ChaosState state;
    private final LongSupplier nanos;
    private final Set<String> abandoned = new HashSet<>();
    private List<String> waitingFor = List.of();
    private boolean isSlow;
    private long slowSince;

    SpeedGovernor(ChaosClock clock, ChaosState state, LongSupplier nanos) {
        this.clock = clock;
        this.state = state;
        this.nanos = nanos;
    }

    /// Checks which markets are behind and sets the speed. A market that is still behind after the timeout no longer slows
    /// time down until it has caught up.
    void adjust() {
        List<String> behind = state.behind(ALLOWED_LAG);
        abandoned.retainAll(behind);
        boolean mustWait = !abandoned.containsAll(behind);
        waitingFor = mustWait ? behind : List.of();
        if (mustWait && isSlow && nanos.getAsLong() - slowSince > TIMEOUT.toNanos()) {
            abandoned.addAll(behind);
            mustWait = false;
        }
        if (mustWait && !isSlow) {
            slowSince = nanos.getAsLong();
        }
        isSlow = mustWait;
        if (mustWait) {
            clock.slowDown();
        } else {
            clock.useFullSpeed();
        }
    }

    /// The markets that time waits for, for people; empty at full speed.
    String describe() {
        return waitingFor.isEmpty() ? "" : ", slow because of " + waitingFor;
    }
}
