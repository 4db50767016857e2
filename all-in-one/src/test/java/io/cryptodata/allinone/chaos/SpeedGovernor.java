package io.cryptodata.allinone.chaos;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/// How fast simulated time goes. It is fast only while every listed market is close behind its venue: a wait of a minute that a
/// venue asks for would otherwise be days in which markets come and go, which no wait in the real world is.
final class SpeedGovernor {
    /// How far behind its venue a market may be without time slowing down.
    private static final Duration CLOSE = Duration.ofHours(2);
    /// How long time goes slowly for the same markets.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChaosClock clock;
    private final ChaosState state;
    private final LongSupplier nanos;
    private final Set<String> givenUp = new HashSet<>();
    private List<String> waitsFor = List.of();
    private boolean isSlow;
    private long slowSince;

    SpeedGovernor(ChaosClock clock, ChaosState state, LongSupplier nanos) {
        this.clock = clock;
        this.state = state;
        this.nanos = nanos;
    }

    /// One look at who is behind. Whoever still is after long patience is no longer waited for until it keeps up again.
    void look() {
        List<String> behind = state.behind(CLOSE);
        givenUp.retainAll(behind);
        boolean waits = !givenUp.containsAll(behind);
        waitsFor = waits ? behind : List.of();
        if (waits && isSlow && nanos.getAsLong() - slowSince > PATIENCE.toNanos()) {
            givenUp.addAll(behind);
            waits = false;
        }
        if (waits && !isSlow) {
            slowSince = nanos.getAsLong();
        }
        isSlow = waits;
        if (waits) {
            clock.slowly();
        } else {
            clock.fast();
        }
    }

    /// For people, what time waits for; empty when it does not.
    String waitsFor() {
        return waitsFor.isEmpty() ? "" : ", slowly, because of " + waitsFor;
    }
}
