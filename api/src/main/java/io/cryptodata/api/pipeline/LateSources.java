package io.cryptodata.api.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// For how long venues have been late. As with the alert, what is late for a moment, for example because it has just started or
/// been resumed, is not down. Not thread-safe.
final class LateSources {
    private static final long LASTING = Duration.ofMinutes(2).toNanos();

    private final LongSupplier nanos;
    private final Map<String, Long> since = new HashMap<>();

    /// @param nanos a clock like `System.nanoTime()`
    LateSources(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Whether a source has been late for two minutes.
    boolean isLasting(String exchange) {
        Long began = since.get(exchange);
        return began != null && nanos.getAsLong() - began >= LASTING;
    }

    /// Remembers which are late now.
    void update(List<Overview.Source> sources) {
        Set<String> late = new HashSet<>();
        sources.stream().filter(Overview.Source::isLate)
                .forEach(source -> late.add(source.exchange()));
        since.keySet().retainAll(late);
        late.forEach(exchange -> since.putIfAbsent(exchange, nanos.getAsLong()));
    }
}
