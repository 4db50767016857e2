package io.cryptodata.producers.fetch;

import io.cryptodata.producers.ratelimit.Ticker;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Until when a service must not be called, at all or for one kind of request. Safe for many threads.
///
/// A request to slow down or a ban concerns the whole service. [Failure.NotServed] concerns the kind of request: one and
/// its retry may be about that request only, from the third in a row on all requests of the kind pause.
final class ServicePause {
    private final PauseStreak slowDown;
    private final PauseStreak ban;
    private final Map<String, PauseStreak> kinds = new ConcurrentHashMap<>();
    private final Ticker time;

    ServicePause(Ticker time) {
        this.time = time;
        this.slowDown = PauseStreak.ofSlowDowns(time);
        this.ban = PauseStreak.ofBans(time);
    }

    /// The pause of the whole service; a ban before a request to slow down.
    Optional<CallExecutor.Pause> current() {
        return ban.current().map(banned -> longer(banned, slowDown.current().orElse(banned))).or(slowDown::current);
    }

    private static CallExecutor.Pause longer(CallExecutor.Pause ban, CallExecutor.Pause other) {
        return other.until().compareTo(ban.until()) > 0
                ? new CallExecutor.Pause(other.until(), true, ban.reason())
                : ban;
    }

    /// The pause of this kind of request.
    Optional<CallExecutor.Pause> of(String request) {
        PauseStreak kind = kinds.get(request);
        return kind == null ? Optional.empty() : kind.current();
    }

    /// Ends all streaks that the request is part of.
    void succeeded(String request) {
        slowDown.end();
        ban.end();
        PauseStreak kind = kinds.get(request);
        if (kind != null) {
            kind.end();
        }
    }

    /// Pauses as the failure requires.
    ///
    /// @return the failure with the length of the pause in force
    Failure failed(String request, Failure failure) {
        return switch (failure) {
            case Failure.SlowDown slow -> new Failure.SlowDown(slowDown.extend(slow), slow.reason());
            case Failure.Banned banned -> new Failure.Banned(ban.extend(banned), banned.reason());
            case Failure.NotServed notServed -> ofKind(request, notServed);
            case Failure.Rejected(String reason) when ServiceRequests.contains(request) ->
                ofKind(request, new Failure.NotServed(reason));
            case Failure.Unavailable _,Failure.Rejected _,Failure.Unreadable _ -> failure;
        };
    }

    private Failure ofKind(String request, Failure.NotServed failure) {
        PauseStreak kind = kinds.computeIfAbsent(request, _ -> PauseStreak.ofKind(time));
        return new Failure.NotServed(kind.extend(failure), failure.reason());
    }
}
