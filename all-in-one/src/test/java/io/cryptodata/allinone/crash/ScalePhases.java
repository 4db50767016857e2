package io.cryptodata.allinone.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The phases of a scale-out run, and how long each market was late in each of them: the longest time from the append of a
/// candle until its last record was readable. A record belongs to the phase in which it became readable.
final class ScalePhases {
    private static final String ROW = "%-42s %7s %10s %10s %10s  %s%n";

    private final List<Phase> phases = new ArrayList<>();

    /// @param begin in milliseconds since 1970
    private record Phase(String name, long begin, Map<String, Long> late) {
        long millis(double share) {
            List<Long> sorted = late.values().stream().sorted().toList();
            return sorted.get((int) Math.ceil((sorted.size() - 1) * share));
        }

        String worst() {
            return late.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("-");
        }

        String row() {
            return late.isEmpty()
                    ? ROW.formatted(name, 0, "-", "-", "-", "-")
                    : ROW.formatted(name, late.size(), millis(0.5), millis(0.95), millis(1), worst());
        }
    }

    /// Ends the phase before.
    void begin(String name, long now) {
        phases.add(new Phase(name, now, new HashMap<>()));
    }

    /// Records before the first phase are left out.
    void add(String market, long appended, long readable) {
        phases.reversed().stream().filter(phase -> phase.begin() <= readable).findFirst()
                .ifPresent(phase -> phase.late().merge(market, readable - appended, Math::max));
    }

    /// The longest time that any market was late in a phase, in milliseconds; 0 without records.
    long worst(String name) {
        return phases.stream().filter(phase -> phase.name().equals(name))
                .flatMap(phase -> phase.late().values().stream()).mapToLong(Long::longValue).max().orElse(0);
    }

    /// One row per phase.
    String table() {
        StringBuilder table = new StringBuilder(
                ROW.formatted("phase", "markets", "median_ms", "p95_ms", "worst_ms", "worst market"));
        phases.forEach(phase -> table.append(phase.row()));
        return table.toString();
    }
}
