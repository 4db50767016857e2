package io.cryptodata.producers.ratelimit;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// The requests that we may send to one service, charged *before* a request is sent; it never waits. A service may have
/// several limits, and a request may count against several of them. In any stretch of a limit's period the service counts
/// at most nineteen twentieths of the limit from us, all members together.
public final class RequestBudget {
    /// how long a process that may have lost its share waits before it tries again
    private static final Duration WITHOUT_SHARE = Duration.ofMillis(100);

    private final WallTime time;
    private final BooleanSupplier hasShare;
    private final Map<RateLimit, RollingWindow> windows = new LinkedHashMap<>();
    private Share share;
    private @Nullable Duration sharedSince;

    /// @param share until the first [#shareAmong(Share)]
    public RequestBudget(Share share, WallTime time) {
        this(share, time, () -> true);
    }

    /// @param hasShare whether the share is still that of this process; while it may have been given to others, nothing is sent
    public RequestBudget(Share share, WallTime time, BooleanSupplier hasShare) {
        this.share = share;
        this.time = time;
        this.hasShare = hasShare;
    }

    /// Whether a request may be sent.
    public sealed interface Turn {}

    /// It may be sent now.
    ///
    /// @param permit to be closed as soon as the response has arrived, or it is certain that none will
    public record Now(Permit permit) implements Turn {}

    /// It may not be sent yet; try again after `later`.
    public record Later(Duration later) implements Turn {}

    /// A request under way.
    @FunctionalInterface
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /// Takes all charges of a request, or none.
    public synchronized Turn take(List<Charge> charges, Priority priority) {
        Duration wait = hasShare.getAsBoolean() ? waitFor(charges, priority) : WITHOUT_SHARE;
        if (!wait.isZero()) {
            return new Later(wait);
        }
        Map<RollingWindow, RollingWindow.Held> taken = new LinkedHashMap<>();
        charges.forEach(charge -> taken.put(window(charge.limit()), window(charge.limit()).take(charge.weight())));
        return new Now(() -> release(taken));
    }

    private Duration waitFor(List<Charge> charges, Priority priority) {
        Duration now = time.elapsed();
        Duration common = time.common();
        Duration longest = Duration.ZERO;
        for (Charge charge : charges) {
            Duration wait = window(charge.limit()).waitFor(charge.weight(), priority.reservePercent(), now, common);
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        return longest;
    }

    /// Accepts the service's own count where it is higher than ours, for example because others use our address.
    ///
    /// @param used what the service has counted from this address within its current period
    public synchronized void correctUsed(RateLimit limit, int used) {
        window(limit).correctUsed(used, time.elapsed());
    }

    /// Divides every limit among the processes that share it. A share that grows is available one period later, because
    /// another process had it until now.
    public synchronized void shareAmong(Share changed) {
        if (!changed.equals(share)) {
            share = changed;
            Duration now = time.elapsed();
            sharedSince = now;
            windows.values().forEach(window -> window.shareAmong(changed, now));
        }
    }

    /// What the most urgent request could take of a limit now.
    public synchronized int free(RateLimit limit) {
        return window(limit).free(time.elapsed());
    }

    /// The part of our share of a limit that is in use now, between 0 and 1.
    public synchronized double used(RateLimit limit) {
        return window(limit).used(time.elapsed());
    }

    private synchronized void release(Map<RollingWindow, RollingWindow.Held> taken) {
        taken.forEach((window, held) -> window.releaseAfterPeriod(held, time.elapsed()));
    }

    private RollingWindow window(RateLimit limit) {
        return windows.computeIfAbsent(limit, this::newWindow);
    }

    private RollingWindow newWindow(RateLimit limit) {
        RollingWindow window = new RollingWindow(limit, share);
        if (sharedSince != null) {
            window.holdAll(sharedSince);
        }
        return window;
    }
}
