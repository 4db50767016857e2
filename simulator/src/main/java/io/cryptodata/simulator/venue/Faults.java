package io.cryptodata.simulator.venue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Decides for each request what goes wrong with it.
@FunctionalInterface
public interface Faults {
    Faults NONE = (asked, kind, now) -> null;

    /// The fault of a request; null when it goes well.
    ///
    /// @param now the venue's clock
    @Nullable
    Fault next(VenueRequest asked, RequestKind kind, Instant now);

    /// Faults in the order of a script, one per request of one kind; afterwards all goes well.
    final class Script implements Faults {
        private final RequestKind kind;
        private final Queue<Fault> waiting = new ConcurrentLinkedQueue<>();

        public Script(RequestKind kind) {
            this.kind = kind;
        }

        public void add(Fault fault) {
            waiting.add(fault);
        }

        @Override
        public @Nullable Fault next(VenueRequest asked, RequestKind asksFor, Instant now) {
            return asksFor == kind ? waiting.poll() : null;
        }
    }
}
