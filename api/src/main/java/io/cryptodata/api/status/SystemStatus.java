package io.cryptodata.api.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The state of an instance: its parts, the last run of each recurring task, and the progress of venues and markets.
///
/// @param overrides rows of the operators' tables that have no effect, each with its reason
public record SystemStatus(List<PartStatus> parts, List<TaskStatus> tasks, List<String> overrides,
        List<VenueProgress> venues, List<MarketProgress> markets) {
    private static final String UNIVERSE = "universe";

    public SystemStatus {
        parts = List.copyOf(parts);
        tasks = List.copyOf(tasks);
        overrides = List.copyOf(overrides);
        venues = List.copyOf(venues);
        markets = List.copyOf(markets);
    }

    /// @param clocks the time of each venue
    public static SystemStatus of(List<PartStatus> parts, List<TaskStatus> tasks, List<MarketProgress> markets,
            Map<String, Instant> clocks) {
        return new SystemStatus(parts, tasks, overrides(tasks), VenueProgress.of(markets, clocks, tasks), markets);
    }

    /// The last run of the task that reads the operators' tables reports all of them.
    private static List<String> overrides(List<TaskStatus> tasks) {
        return tasks.stream().filter(task -> task.task().equals(UNIVERSE)).flatMap(task -> task.warnings().stream())
                .toList();
    }

    public boolean isEverythingUp() {
        return parts.stream().allMatch(PartStatus::isUp);
    }
}
