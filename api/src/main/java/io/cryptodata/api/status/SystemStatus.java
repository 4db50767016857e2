package io.cryptodata.api.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The state of an instance: its parts, the last run of each recurring task, and the progress of venues and markets.
public record SystemStatus(List<PartStatus> parts, List<TaskStatus> tasks, List<VenueProgress> venues,
        List<MarketProgress> markets) {

    public SystemStatus {
        parts = List.copyOf(parts);
        tasks = List.copyOf(tasks);
        venues = List.copyOf(venues);
        markets = List.copyOf(markets);
    }

    /// @param clocks the time of each venue
    public static SystemStatus of(List<PartStatus> parts, List<TaskStatus> tasks, List<MarketProgress> markets,
            Map<String, Instant> clocks) {
        return new SystemStatus(parts, tasks, VenueProgress.of(markets, clocks), markets);
    }

    public boolean isEverythingUp() {
        return parts.stream().allMatch(PartStatus::isUp);
    }
}
