package io.cryptodata.producers.universe;

import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.universe.UniverseFacts;
import io.cryptodata.domain.universe.UniverseMarket;
import io.cryptodata.domain.universe.UniversePlan;
import io.cryptodata.domain.universe.UniversePlanner;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.service.task.TaskReport.Outcome;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// Decides again what is tracked whenever something has changed that it follows from, and writes what is new. However
/// often it is woken while it works, it works once more.
public final class UniverseUpdater implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UniverseUpdater.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final UniverseRules rules;
    private final UniverseStore store;
    private final TaskRuns runs;
    private final InstantSource clock;
    private final Map<Market, UniverseMarket> universe = new HashMap<>();
    private final ConcurrentMap<Integer, Long> written = new ConcurrentHashMap<>();
    private volatile Map<String, String> refused = Map.of();
    private volatile boolean awaitsCoins;
    private long asked;
    private long done;
    private boolean closed;
    private @Nullable Thread thread;

    /// Reads what is tracked.
    public UniverseUpdater(UniverseRules rules, UniverseStore store, TaskRuns runs, InstantSource clock) {
        this.rules = rules;
        this.store = store;
        this.runs = runs;
        this.clock = clock;
        store.read().forEach(each -> universe.put(each.market(), each));
    }

    /// Begins to decide, at once and whenever woken.
    public void start(Supplier<UniverseFacts> facts) {
        wake();
        thread = Thread.ofVirtual().name("universe").start(() -> run(facts));
    }

    /// Something has changed.
    public synchronized void wake() {
        asked++;
        notifyAll();
    }

    /// Whether everything that it was woken for is decided and written.
    public synchronized boolean isSettled() {
        return thread != null && asked == done;
    }

    /// What has been written: by partition, the offset behind the last entry.
    public Map<Integer, Long> written() {
        return Map.copyOf(written);
    }

    /// What operators should know: markets that should be tracked and cannot be, and why.
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        if (awaitsCoins) {
            troubles.add("no coin's place is known yet, so nobody can join");
        }
        refused.forEach((market, reason) -> troubles.add(market + ": " + reason));
        return troubles;
    }

    /// Whether nobody can join because no coin's place is known.
    public boolean awaitsCoins() {
        return awaitsCoins;
    }

    private void run(Supplier<UniverseFacts> facts) {
        try {
            for (long turn = next(); turn >= 0; turn = next()) {
                if (decide(facts)) {
                    finished(turn);
                } else {
                    pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return what has been asked for so far; negative when it is to end
    private synchronized long next() throws InterruptedException {
        while (asked == done && !closed) {
            wait();
        }
        return closed ? -1 : asked;
    }

    private synchronized void finished(long turn) {
        done = turn;
    }

    private synchronized void pause() throws InterruptedException {
        if (!closed) {
            wait(AFTER_TROUBLE.toMillis());
        }
    }

    /// Decides once.
    ///
    /// @return false if it could not be written
    boolean decide(Supplier<UniverseFacts> facts) {
        Instant started = clock.instant();
        try {
            UniversePlan plan = UniversePlanner.plan(rules, facts.get(), universe.values(), started);
            if (!plan.changed().isEmpty()) {
                store.write(plan.changed(), started)
                        .forEach((partition, end) -> written.merge(partition, end, Math::max));
                plan.changed().forEach(each -> universe.put(each.market(), each));
            }
            tell(plan, started);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the universe could not be written; trying again", e);
            return false;
        }
    }

    /// Only news is told: what has changed, and what is refused for another reason than before.
    private void tell(UniversePlan plan, Instant started) {
        plan.refused().forEach((market, reason) -> {
            if (!reason.equals(refused.get(market))) {
                LOG.error("{} is not tracked: {}", market, reason);
            }
        });
        boolean isNews = !plan.changed().isEmpty() || !plan.refused().equals(refused)
                || plan.ranksUnavailable() != awaitsCoins;
        refused = plan.refused();
        awaitsCoins = plan.ranksUnavailable();
        if (isNews) {
            runs.add(new TaskReport("universe", started, clock.instant(),
                    refused.isEmpty() && !awaitsCoins ? Outcome.OK : Outcome.PARTIAL,
                    Map.of("changed", (long) plan.changed().size(), "tracked",
                            universe.values().stream().filter(UniverseMarket::tracked).count(), "refused",
                            (long) refused.size()),
                    troubles().isEmpty() ? null : String.join("; ", troubles())));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Thread running = thread;
        try {
            if (running != null && !running.join(CLOSING)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
