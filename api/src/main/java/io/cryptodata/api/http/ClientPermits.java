package io.cryptodata.api.http;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// A limited number of permits for each client.
final class ClientPermits {
    private final int most;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    ClientPermits(int most) {
        this.most = most;
    }

    /// A permit; null if the client has all of its own.
    @Nullable
    Permit acquire(String client) {
        boolean[] granted = new boolean[1];
        taken.compute(client, (_, count) -> {
            int before = count == null ? 0 : count;
            granted[0] = before < most;
            return granted[0] ? Integer.valueOf(before + 1) : count;
        });
        return granted[0] ? new Permit(client) : null;
    }

    /// One of the permits; its owner releases it.
    final class Permit {
        private final String client;
        private final AtomicBoolean released = new AtomicBoolean();

        private Permit(String client) {
            this.client = client;
        }

        /// Idempotent.
        void release() {
            if (released.compareAndSet(false, true)) {
                taken.computeIfPresent(client, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
            }
        }
    }
}
