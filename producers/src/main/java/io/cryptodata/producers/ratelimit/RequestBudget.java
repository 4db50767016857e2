package io.cryptodata.producers.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What we allow ourselves at one venue, asked *before* a request goes out; it never waits. A venue may have several
/// limits, and a request may count against several of them. Whatever stretch of a limit's period the venue looks at, it
/// finds at most nineteen twentieths of the limit from us, all members together.
public final class RequestBudget {
    private final InstantSource time;
    private final Map<RateLimit, RollingWindow> windows = new LinkedHashMap<>();
    private int members;
    private Instant sharedSince = Instant.MIN;

    /// @param members how many of us share the address; see [#shareAmong(int)]
    public RequestBudget(int members, InstantSource time) {
        checkMembers(members);
        this.members = members;
        this.time = time;
    }

    /// Whether a request may go out.
    public sealed interface Turn {}

    /// It may, now.
    ///
    /// @param permit to be closed as soon as the answer is there, or it is sure that none will come
    public record Now(Permit permit) implements Turn {}

    /// It may not; ask again after so long.
    public record Later(Duration later) implements Turn {}

    /// A request under way.
    @FunctionalInterface
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    /// Takes all of a request's costs, or nothing.
    public synchronized Turn take(List<Charge> charges, Priority priority) {
        Duration longest = Duration.ZERO;
        for (Charge charge : charges) {
            Duration wait = window(charge.limit()).waitFor(charge.weight(), priority.reservePercent(),
                    time.instant());
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        if (!longest.isZero()) {
            return new Later(longest);
        }
        Map<RollingWindow, RollingWindow.Held> taken = new LinkedHashMap<>();
        charges.forEach(charge -> taken.put(window(charge.limit()), window(charge.limit()).take(charge.weight())));
        return new Now(() -> answered(taken));
    }

    /// Believes the venue when it counted more than we did, for example because somebody else uses our address.
    ///
    /// @param used what the venue says this address has used of the limit within its present period
    public synchronized void venueSaysUsed(RateLimit limit, int used) {
        window(limit).venueSaysUsed(used, time.instant());
    }

    /// Divides every limit by the number of processes that share it. A share that grows is there one period later,
    /// because until now somebody else had it.
    public synchronized void shareAmong(int sharing) {
        checkMembers(sharing);
        if (sharing != members) {
            members = sharing;
            sharedSince = time.instant();
            windows.values().forEach(window -> window.shareAmong(sharing, time.instant()));
        }
    }

    /// What the most urgent work could take of a limit at this moment.
    public synchronized int free(RateLimit limit) {
        return window(limit).free(time.instant());
    }

    private synchronized void answered(Map<RollingWindow, RollingWindow.Held> taken) {
        taken.forEach((window, held) -> window.answered(held, time.instant()));
    }

    private RollingWindow window(RateLimit limit) {
        return windows.computeIfAbsent(limit, _ -> new RollingWindow(limit, members,
                sharedSince.equals(Instant.MIN) ? Instant.MIN : sharedSince.plus(limit.period())));
    }

    private static void checkMembers(int members) {
        if (members < 1) {
            throw new IllegalArgumentException("members must be at least 1, but was " + members);
        }
    }
}
