package io.cryptodata.api.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How far the markets of one venue have come.
///
/// @param clock the venue's time, or the time that it has reached at least; null where neither is available
/// @param clockSkewMs how far its clock was ahead of the producers' when it was last reported; null before that
/// @param live markets that keep up
/// @param behind markets that lack more than the newest closed hour
/// @param missingHours by the ledgers
/// @param notAvailableHours that it no longer serves, by the ledgers
/// @param problems as the last run of its candles reported them
public record VenueProgress(String exchange, @Nullable Instant clock, @Nullable Long clockSkewMs, int markets, int live,
        int behind, long missingHours, long notAvailableHours, long quarantined, List<String> problems) {
    private static final String TASK = "candles.";

    public VenueProgress {
        problems = List.copyOf(problems);
    }

    /// One for each venue that has markets or problems, in the order of their names.
    static List<VenueProgress> of(List<MarketProgress> markets, Map<String, Instant> clocks, List<TaskStatus> tasks) {
        Map<String, TaskStatus> runs = tasks.stream().filter(task -> task.task().startsWith(TASK))
                .collect(Collectors.toMap(task -> task.task().substring(TASK.length()), Function.identity(),
                        (_, later) -> later));
        Map<String, List<MarketProgress>> byVenue = new TreeMap<>();
        runs.forEach((exchange, run) -> {
            if (!problems(run).isEmpty()) {
                byVenue.put(exchange, new ArrayList<>());
            }
        });
        markets.forEach(market -> byVenue.computeIfAbsent(market.exchange(), _ -> new ArrayList<>()).add(market));
        return byVenue.entrySet().stream().map(venue -> of(venue.getKey(), clocks.get(venue.getKey()),
                venue.getValue(), runs.get(venue.getKey()))).toList();
    }

    private static VenueProgress of(String exchange, @Nullable Instant clock, List<MarketProgress> markets,
            @Nullable TaskStatus run) {
        return new VenueProgress(exchange, clock, run == null ? null : run.counts().get("clock_skew_ms"),
                markets.size(), (int) markets.stream().filter(market -> market.state().equals("LIVE")).count(),
                (int) markets.stream().filter(MarketProgress::isBehind).count(),
                markets.stream().mapToLong(MarketProgress::missingHours).sum(),
                markets.stream().mapToLong(MarketProgress::notAvailableHours).sum(),
                markets.stream().mapToLong(MarketProgress::quarantined).sum(), problems(run));
    }

    /// The first part of the detail is about the run itself.
    private static List<String> problems(@Nullable TaskStatus run) {
        return run == null ? List.of() : run.warnings().stream().skip(1).toList();
    }
}
