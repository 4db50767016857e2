package io.cryptodata.allinone.chaos;

import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.FaultInjector;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.TimeFault;
import io.cryptodata.simulator.venue.VenueRequest;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The faults of one venue and, while enabled, a wrong clock in every eighth response: an hour ahead or in microseconds.
///
/// A wrong clock can be recognized only while the venue's clock advances as the producers' own clock does.
///
/// @param others the other faults of the venue
/// @param enabled whether clocks are wrong now
/// @param requests how many requests met no other fault
record WrongClocks(FaultInjector others, AtomicBoolean enabled, Map<RequestKind, Integer> requests)
        implements
            FaultInjector {
    private static final int EVERY = 8;

    WrongClocks(FaultInjector others, AtomicBoolean enabled) {
        this(others, enabled, new ConcurrentHashMap<>());
    }

    @Override
    public @Nullable Fault next(VenueRequest request, RequestKind kind, Instant now) {
        Fault other = others.next(request, kind, now);
        if (other != null || !enabled.get() || kind == RequestKind.LISTING || kind == RequestKind.OTHER) {
            return other;
        }
        int number = requests.merge(kind, 1, Integer::sum);
        if (number % EVERY != 0) {
            return null;
        }
        return new Fault.Times(number / EVERY % 3 == 0
                ? TimeFault.CLOCK_IN_MICROSECONDS
                : TimeFault.CLOCK_AN_HOUR_AHEAD);
    }
}
