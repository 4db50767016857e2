package io.cryptodata.producers.ratelimit;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The requests that we may send to one service, charged *before* a request is sent; it never waits. A service may have
/// several limits, and a request may count against several of them. In any stretch of a limit's period the service counts
/// at most nineteen twentieths of the limit from us, all members together.
public final class RequestBudget {
    private final Ticker time;
    private final Map<RateLimit, RollingWindow> windows = new LinkedHashMap<>();
    private int members;
    private @Nullable Duration sharedSince;

    /// @param members how many processes share the address; see [#shareAmong(int)]
    public RequestBudget(int members, Ticker time) {
        checkMembers(members);
        this.members = members;
        this.time = time;
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
        Duration longest = Duration.ZERO;
        for (Charge charge : charges) {
            Duration wait = window(charge.limit()).waitFor(charge.weight(), priority.reservePercent(),
                    time.elapsed());
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        if (!longest.isZero()) {
            return new Later(longest);
        }
        Map<RollingWindow, RollingWindow.Held> taken = new LinkedHashMap<>();
        charges.forEach(charge -> taken.put(window(charge.limit()), window(charge.limit()).take(charge.weight())));
        return new Now(() -> release(taken));
    }

    /// Accepts the service's own count where it is higher than ours, for example because others use our address.
    ///
    /// @param used what the service has counted from this address within its current period
    public synchronized void correctUsed(RateLimit limit, int used) {
        window(limit).correctUsed(used, time.elapsed());
    }

    /// Divides every limit by the number of processes that share it. A share that grows is available one period later,
    /// because another process had it until now.
    public synchronized void shareAmong(int sharing) {
        checkMembers(sharing);
        if (sharing != members) {
            members = sharing;
            sharedSince = time.elapsed();
            windows.values().forEach(window -> window.shareAmong(sharing, time.elapsed()));
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
        Duration since = sharedSince;
        return windows.computeIfAbsent(limit, _ -> new RollingWindow(limit, members,
                since == null ? Duration.ZERO : since.plus(limit.period())));
    }

    private static void checkMembers(int members) {
        if (members < 1) {
            throw new IllegalArgumentException("members must be at least 1, but was " + members);
        }
    }
}
