package io.cryptodata.producers.universe;

import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.UniverseFacts;
import io.cryptodata.domain.universe.UniverseMarket;
import io.cryptodata.domain.universe.UniversePlan;
import io.cryptodata.domain.universe.UniversePlanner;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.producers.universe.OverrideRows.FlagRow;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.logging.MarketLog;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC.MDCCloseable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Decides which markets are tracked, initially and whenever it is woken because an input has changed, and writes what
/// differs. Wake-ups during an update are merged into one further update.
public final class UniverseUpdater implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UniverseUpdater.class);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final UniverseRules rules;
    private final UniverseStore store;
    private final TaskRuns runs;
    private final InstantSource clock;
    private final Map<Market, UniverseMarket> universe = new HashMap<>();
    private final ConcurrentMap<Integer, Long> written = new ConcurrentHashMap<>();
    private final AtomicLong requested = new AtomicLong();
    private volatile Instant newest;
    private volatile long completed;
    private volatile Map<String, String> refused = Map.of();
    private volatile Map<String, String> problems = Map.of();
    private volatile boolean ranksUnavailable;
    private volatile boolean isReportRequested;
    private volatile @Nullable Loop loop;

    /// Reads the stored universe.
    public UniverseUpdater(UniverseRules rules, UniverseStore store, TaskRuns runs, InstantSource clock) {
        this.rules = rules;
        this.store = store;
        this.runs = runs;
        this.clock = clock;
        UniverseStore.Stored stored = store.read();
        stored.markets().forEach(each -> universe.put(each.market(), each));
        newest = stored.updatedAt();
    }

    /// Starts with a first update.
    ///
    /// @param flags all rows of the operators' flags, those that no rule reads included
    public void start(Supplier<UniverseFacts> facts, Supplier<List<FlagRow>> flags) {
        requested.incrementAndGet();
        Loop started = Loop.of("universe", RETRIES, () -> {
            long request = requested.get();
            update(facts.get(), flags.get());
            completed = request;
            return Loop.UNTIL_WOKEN;
        });
        loop = started;
        started.start();
    }

    /// Requests an update because an input has changed.
    public void wake() {
        requested.incrementAndGet();
        Loop running = loop;
        if (running != null) {
            running.wake();
        }
    }

    /// Requests an update that is recorded even if nothing changes.
    public void request() {
        isReportRequested = true;
        wake();
    }

    /// Whether every requested update is written.
    public boolean isSettled() {
        return loop != null && requested.get() == completed;
    }

    /// What has been written: by partition, the offset after the last entry.
    public Map<Integer, Long> written() {
        return Map.copyOf(written);
    }

    /// Degraded while updates fail.
    public Health health() {
        Loop running = loop;
        return running == null ? Health.up() : running.health();
    }

    /// Markets that cannot be tracked as configured and overrides that have no effect, and why.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (ranksUnavailable) {
            warnings.add("CoinGecko ranks unavailable: no market can be added");
        }
        refused.forEach((market, reason) -> warnings.add(market + ": " + reason));
        new TreeMap<>(problems).forEach((row, problem) -> warnings.add(row + ": " + problem));
        return warnings;
    }

    /// Whether no market can be added because CoinGecko's ranks are unavailable.
    public boolean ranksUnavailable() {
        return ranksUnavailable;
    }

    private void update(UniverseFacts facts, List<FlagRow> flags) {
        Instant started = clock.instant();
        // a clock that was set back counts as stopped
        Instant time = started.isBefore(newest) ? newest : started;
        UniversePlan plan = UniversePlanner.plan(rules, facts, universe.values(), time);
        if (!plan.changed().isEmpty()) {
            newest = time;
            store.write(plan.changed(), time)
                    .forEach((partition, end) -> written.merge(partition, end, Math::max));
            plan.changed().forEach(each -> universe.put(each.market(), each));
        }
        report(plan, OverrideProblems.of(rules.venues(), facts, flags, plan.refused().keySet()), started);
    }

    /// Logs and records only what differs from the previous update.
    private void report(UniversePlan plan, Map<String, String> found, Instant started) {
        plan.refused().forEach((market, reason) -> {
            if (!reason.equals(refused.get(market))) {
                try (MDCCloseable _ = MarketLog.about(market)) {
                    LOG.error("{} is not tracked: {}", market, reason);
                }
            }
        });
        found.forEach((row, problem) -> {
            if (!problem.equals(problems.get(row))) {
                LOG.warn("{}: {}", row, problem);
            }
        });
        boolean hasChanged = isReportRequested || !plan.changed().isEmpty() || !plan.refused().equals(refused)
                || !found.equals(problems)
                || plan.ranksUnavailable() != ranksUnavailable;
        isReportRequested = false;
        refused = plan.refused();
        problems = found;
        ranksUnavailable = plan.ranksUnavailable();
        if (hasChanged) {
            List<String> warnings = warnings();
            runs.add(new TaskReport("universe", started, clock.instant(),
                    warnings.isEmpty() ? Outcome.OK : Outcome.PARTIAL,
                    Map.of("changed", (long) plan.changed().size(), "tracked",
                            universe.values().stream().filter(UniverseMarket::tracked).count(), "refused",
                            (long) refused.size(), "overrides", (long) problems.size()),
                    warnings.isEmpty() ? null : String.join(" | ", warnings)));
        }
    }

    @Override
    public void close() {
        Loop running = loop;
        if (running != null) {
            running.close();
        }
    }
}
