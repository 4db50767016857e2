package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.Ticker;
import io.cryptodata.service.retry.Backoff;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// Consecutive failures of one sort that require a pause, without a success in between. The first pauses are as long as the
/// failure requires, further ones grow. A failure during a pause is that of an earlier request and is not counted.
final class PauseStreak {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Ticker time;
    private final Backoff growth;
    private final int withoutGrowth;
    private int failures;
    private CallExecutor.@Nullable Pause last;

    /// @param withoutGrowth the number of failures before the pauses grow
    private PauseStreak(Ticker time, Backoff growth, int withoutGrowth) {
        this.time = time;
        this.growth = growth;
        this.withoutGrowth = withoutGrowth;
    }

    /// At least 2, 4, 8 … 60 seconds from the second on.
    static PauseStreak ofSlowDowns(Ticker time) {
        return new PauseStreak(time, Backoff.between(TWO_SECONDS, MINUTE), 1);
    }

    /// At least 2, 4, 8 … 60 minutes from the second on.
    static PauseStreak ofBans(Ticker time) {
        return new PauseStreak(time, Backoff.between(MINUTE.multipliedBy(2), HOUR), 1);
    }

    /// At least 1, 2, 4 … 60 minutes from the third on.
    static PauseStreak ofKind(Ticker time) {
        return new PauseStreak(time, Backoff.between(MINUTE, HOUR), 2);
    }

    synchronized Optional<CallExecutor.Pause> current() {
        CallExecutor.Pause pause = last;
        return pause == null || time.elapsed().compareTo(pause.until()) >= 0 ? Optional.empty() : Optional.of(pause);
    }

    /// A request has succeeded. A pause in force stays.
    synchronized void end() {
        failures = 0;
    }

    /// A longer pause wins over a shorter one.
    ///
    /// @return what is left of the pause in force; zero if there is none
    synchronized Duration extend(Failure failure) {
        Duration now = time.elapsed();
        CallExecutor.Pause before = current().orElse(null);
        failures += before == null ? 1 : 0;
        Duration length = before == null ? grown(failure.pause()) : failure.pause();
        if (length.isZero() && before == null) {
            return length;
        }
        CallExecutor.Pause pause = new CallExecutor.Pause(now.plus(length), failure instanceof Failure.Banned,
                failure.reason());
        pause = before != null && before.until().compareTo(pause.until()) > 0 ? before : pause;
        last = pause;
        return pause.until().minus(now);
    }

    private Duration grown(Duration required) {
        if (failures <= withoutGrowth) {
            return required;
        }
        Duration least = growth.after(failures - withoutGrowth);
        return least.compareTo(required) > 0 ? least : required;
    }
}
