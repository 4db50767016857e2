package io.cryptodata.simulator.binance;

import org.jspecify.annotations.Nullable;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Decides for each request what goes wrong with it.
@FunctionalInterface
public interface Faults {
    Faults NONE = path -> null;

    /// The fault of the next request to this path, for example `/api/v3/klines`; null when it goes well.
    @Nullable
    Fault next(String path);

    /// Faults in the order of a script, one per request to one path; afterwards all goes well.
    final class Script implements Faults {
        private final String path;
        private final Queue<Fault> waiting = new ConcurrentLinkedQueue<>();

        public Script(String path) {
            this.path = path;
        }

        public void add(Fault fault) {
            waiting.add(fault);
        }

        @Override
        public @Nullable Fault next(String asked) {
            return asked.equals(path) ? waiting.poll() : null;
        }
    }
}
