package io.cryptodata.simulator.venue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Decides for each request which fault it meets.
@FunctionalInterface
public interface FaultInjector {
    FaultInjector NONE = (request, kind, now) -> null;

    /// The fault of a request; null for none.
    ///
    /// @param now the venue's clock
    @Nullable
    Fault next(VenueRequest request, RequestKind kind, Instant now);

    /// A queue of faults, one per request of one kind; none once the queue is empty.
    final class Queued implements FaultInjector {
        private final RequestKind kind;
        private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

        public Queued(RequestKind kind) {
            this.kind = kind;
        }

        public void add(Fault fault) {
            faults.add(fault);
        }

        @Override
        public @Nullable Fault next(VenueRequest request, RequestKind requestKind, Instant now) {
            return requestKind == kind ? faults.poll() : null;
        }
    }
}
