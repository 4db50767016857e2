package io.cryptodata.producers;

import io.cryptodata.producers.ProducersParts.Running;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.status.GroupStatus;
import io.cryptodata.producers.status.ProducersStatus;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.Service;
import io.cryptodata.service.lifecycle.SetupException;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Exchange HTTP to closed candles on topics. Every process is a member of the consumer group over `universe`. For the
/// markets of its partitions it does what the ledger has due: one page, one transaction of candles, quarantined rows and
/// the ledger entry. The holder of partition 0 also lists the venues and decides which markets are tracked.
public final class ProducersApp implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(ProducersApp.class);

    private final ProducersConfig config;
    private final ProducersParts parts;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private final Object starting = new Object();
    private @Nullable Thread starter;
    private volatile Health phase = new Health.Starting("not started");
    private volatile boolean closed;
    private volatile @Nullable Running running;

    public ProducersApp(ProducersConfig config, MeterRegistry metrics) {
        this(config, metrics, InstantSource.system());
    }

    /// @param coinTime the clock of CoinGecko's snapshots: a simulated CoinGecko has a clock of its own
    public ProducersApp(ProducersConfig config, MeterRegistry metrics, InstantSource coinTime) {
        this(config, metrics, WallTime.real(), coinTime);
    }

    /// @param coinTime the clock of CoinGecko's snapshots: a simulated CoinGecko has a clock of its own
    /// @param pause when nothing may be fetched
    public ProducersApp(ProducersConfig config, MeterRegistry metrics, InstantSource coinTime, FetchPause pause) {
        this(config, new ProducersParts.Context(metrics, WallTime.real(), coinTime, pause));
    }

    /// @param wall the clock of everything that waits for a venue
    /// @param coinTime the clock of CoinGecko's snapshots: a simulated CoinGecko has a clock of its own
    public ProducersApp(ProducersConfig config, MeterRegistry metrics, WallTime wall, InstantSource coinTime) {
        this(config, new ProducersParts.Context(metrics, wall, coinTime, FetchPause.never()));
    }

    private ProducersApp(ProducersConfig config, ProducersParts.Context context) {
        this.config = config;
        this.parts = new ProducersParts(config, context);
    }

    @Override
    public String name() {
        return "producers";
    }

    /// Waits for Kafka and the registry, then joins the group; polling starts with the first assignment.
    ///
    /// @throws SetupException if something is not ready in time
    @Override
    public void start() {
        LOG.info("starting with {}", config);
        lifecycle.lock();
        try {
            if (closed) {
                throw new SetupException("the producers were closed before their start");
            }
            setStarter(Thread.currentThread());
            phase = new Health.Starting("waiting for Kafka and the schema registry");
            running = parts.start();
        } catch (RuntimeException e) {
            phase = new Health.Down("start failed: " + e.getMessage());
            parts.close();
            throw e;
        } finally {
            setStarter(null);
            lifecycle.unlock();
        }
    }

    private void setStarter(@Nullable Thread thread) {
        synchronized (starting) {
            starter = thread;
        }
    }

    @Override
    public Health health() {
        Running now = running;
        return now == null || closed ? phase : new ProducersHealth(now).health();
    }

    @Override
    public String describe() {
        List<String> fetched = exchanges(config.venues());
        List<String> onlyListed = exchanges(config.listings()).stream()
                .filter(exchange -> !fetched.contains(exchange)).toList();
        return "candles and listings of " + String.join(", ", fetched)
                + (onlyListed.isEmpty() ? "" : "; listings of " + String.join(", ", onlyListed))
                + (config.coinGecko().enabled() ? "; coins of CoinGecko" : "");
    }

    private static List<String> exchanges(List<ProducersConfig.Venue> venues) {
        return venues.stream().map(ProducersConfig.Venue::exchange).toList();
    }

    /// The status of every venue and of every market that this process polls.
    public ProducersStatus status() {
        Running now = running;
        return now == null
                ? new ProducersStatus(List.of(), List.of(), GroupStatus.notJoined(), List.of())
                : new ProducersStatus(now.venues(),
                        now.pollers().stream().flatMap(poller -> poller.report().markets().stream())
                                .sorted(Comparator.comparing(market -> market.market().key())).toList(),
                        now.membership().status(), now.leader().warnings());
    }

    /// Whether everything that this process has to publish is published, up to the venues' clocks: the assigned partitions
    /// are open, the universe is decided, and every market has what its venue has. An hour that a venue does not return
    /// although it was requested counts as one that it does not have; a failing market is not caught up.
    public boolean caughtUp() {
        Running now = running;
        return now != null && now.work().isComplete() && isUniverseDecided(now)
                && now.pollers().stream().allMatch(poller -> poller.report().isCaughtUp())
                // last: while suspended or paused no market is polled, and none would lack anything
                && !now.membership().isSuspended() && !now.pause().isActive() && now.pauses().isEmpty();
    }

    private static boolean isUniverseDecided(Running now) {
        if (!now.membership().status().isLeader()) {
            return now.membership().hasUniverse();
        }
        Optional<Map<Integer, Long>> written = now.leader().settled();
        return written.isPresent() && written.get().entrySet().stream()
                .allMatch(end -> now.membership().hasReceived(end.getKey(), end.getValue()));
    }

    /// Leaves the group, lets the pages in progress finish and stops. What was not committed is fetched again by the next
    /// holder of the partition.
    @Override
    public void close() {
        closed = true;
        interruptStart();
        lifecycle.lock();
        try {
            parts.close();
            running = null;
            phase = new Health.Down("closed");
        } finally {
            lifecycle.unlock();
        }
    }

    private void interruptStart() {
        synchronized (starting) {
            Thread thread = starter;
            if (thread != null && thread != Thread.currentThread()) {
                thread.interrupt();
            }
        }
    }
}
