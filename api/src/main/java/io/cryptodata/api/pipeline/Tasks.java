package io.cryptodata.api.pipeline;

import io.cryptodata.schemas.avro.TaskRun;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The last run of every recurring task, and what is known to work now. The producers do not publish a run before it ends; how
/// much history of a venue is left is in the ledgers.
final class Tasks {
    private static final String CANDLES = "candles.";
    private static final double MILLIS = 1000;

    private Tasks() {}

    /// By name. A venue whose history is fetched has a row before its first run has ended.
    ///
    /// @param excluded tasks whose name starts with it
    static List<Overview.Task> of(Map<String, TaskRun> runs, Collection<MarketSummary> markets, String excluded) {
        Map<String, Overview.Task> tasks = new TreeMap<>();
        markets.stream().map(market -> CANDLES + market.exchange()).distinct().forEach(process -> {
            Overview.Running running = running(process, markets);
            if (running != null) {
                tasks.put(process, new Overview.Task(process, null, null, null, null, Map.of(), null, running));
            }
        });
        runs.values().stream().filter(run -> !run.getProcess().startsWith(excluded)).forEach(
                run -> tasks.put(run.getProcess(), task(run, running(run.getProcess(), markets))));
        return List.copyOf(tasks.values());
    }

    private static Overview.Task task(TaskRun run, Overview.@Nullable Running running) {
        return new Overview.Task(run.getProcess(), run.getOutcome(), run.getStartedAt(), run.getFinishedAt(),
                Duration.between(run.getStartedAt(), run.getFinishedAt()).toMillis() / MILLIS, run.getCounts(),
                run.getDetail(), running);
    }

    private static Overview.@Nullable Running running(String process, Collection<MarketSummary> markets) {
        if (!process.startsWith(CANDLES)) {
            return null;
        }
        String exchange = process.substring(CANDLES.length());
        List<MarketSummary> ofVenue = markets.stream()
                .filter(market -> market.exchange().equals(exchange) && market.isTracked()).toList();
        long left = ofVenue.stream().mapToLong(MarketSummary::notRequested).sum();
        long done = ofVenue.stream()
                .mapToLong(market -> market.present() + market.absent() + market.missing() - market.notRequested())
                .sum();
        return left == 0 ? null : new Overview.Running(null, done, done + left);
    }
}
