package io.cryptodata.producers;

import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.fetch.FetchPause;
import io.cryptodata.producers.group.GroupConsumers;
import io.cryptodata.producers.group.HeartbeatMetric;
import io.cryptodata.producers.group.Lease;
import io.cryptodata.producers.group.Membership;
import io.cryptodata.producers.group.PartitionWork;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.leader.Leader;
import io.cryptodata.producers.ledger.LedgerLimit;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.operation.OperationsReader;
import io.cryptodata.producers.operation.RunnableTasks;
import io.cryptodata.producers.operation.VenuePauses;
import io.cryptodata.producers.polling.CandleCycle;
import io.cryptodata.producers.polling.PollerLoops;
import io.cryptodata.producers.polling.ProducerMetrics;
import io.cryptodata.producers.polling.VenueAccess;
import io.cryptodata.producers.polling.VenueFindings;
import io.cryptodata.producers.polling.VenuePoller;
import io.cryptodata.producers.publishing.KafkaCandlePublisher;
import io.cryptodata.producers.publishing.LedgerChanges;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.startup.Dependencies;
import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.producers.universe.AssignedMarkets;
import io.cryptodata.producers.venues.OpenVenue;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.task.TaskRuns;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Creates and starts the parts of the producers, and closes them in reverse order.
final class ProducersParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProducersParts.class);
    private static final Duration CYCLE_INTERVAL = Duration.ofMillis(250);
    private static final Duration OPERATIONS_TIMEOUT = Duration.ofSeconds(60);

    private final ProducersConfig config;
    private final Context context;
    private final LedgerStore ledgers;
    private final AssignedMarkets markets = new AssignedMarkets();
    private final List<VenuePoller> pollers = new ArrayList<>();
    private final List<PollerLoops> pollerLoops = new ArrayList<>();
    private final VenuePauses pauses = new VenuePauses(InstantSource.system());
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /// What the process provides.
    ///
    /// @param wall the clock of everything that waits for a venue
    /// @param coinTime the clock of CoinGecko's snapshots
    /// @param pause when nothing may be fetched
    record Context(MeterRegistry metrics, WallTime wall, InstantSource coinTime, FetchPause pause) {}

    /// The running parts.
    record Running(List<VenuePoller> pollers, List<PollerLoops> pollerLoops, Loop cycles, LedgerChanges changes,
            OperationsReader operations, VenuePauses pauses, Membership membership, PartitionWork work, Leader leader,
            FetchPause pause) {
        /// The health of every loop that is not the leader's.
        List<Health> loops() {
            List<Health> all = new ArrayList<>();
            pollerLoops.forEach(loops -> all.addAll(loops.health()));
            all.add(cycles.health());
            all.add(changes.health());
            all.add(operations.health());
            return all;
        }

        /// The status of every venue. One of which this process polls no market has the status of its listing.
        List<VenueStatus> venues() {
            List<VenueStatus> listed = leader.venues();
            List<VenueStatus> all = new ArrayList<>();
            for (VenuePoller poller : pollers) {
                VenueStatus polled = poller.report().status();
                all.add(polled.isPolled() ? polled : ofExchange(listed, polled.exchange()).orElse(polled));
            }
            listed.stream().filter(each -> ofExchange(all, each.exchange()).isEmpty()).forEach(all::add);
            return all;
        }

        private static Optional<VenueStatus> ofExchange(List<VenueStatus> venues, String exchange) {
            return venues.stream().filter(each -> each.exchange().equals(exchange)).findFirst();
        }
    }

    ProducersParts(ProducersConfig config, Context context) {
        this.config = config;
        this.context = context;
        this.ledgers = new LedgerStore(new LedgerLimit(context.wall, config.polling().maxClockSkew()));
    }

    Running start() {
        HttpClient http = closeLater(HttpTransport.newClient());
        new Dependencies(config).await();
        Lease lease = new Lease(GroupConsumers.SESSION_TIMEOUT, WallTime.real());
        List<OpenVenue> venues = config.listings().stream().map(venue -> Venues.open(venue.exchange(), venue.urls(),
                new Venues.Context(http, context.wall, config.clockRules(), context.metrics,
                        () -> lease.isValid() && !pauses.contains(venue.exchange()))))
                .toList();
        KafkaParts kafka = closeLater(new KafkaParts(config, context.metrics));
        TaskRuns runs = kafka.taskRuns();
        OperationsReader operations = closeLater(kafka.operations(pauses));
        operations.start(OPERATIONS_TIMEOUT);
        KafkaCandlePublisher publisher = closeLater(kafka.candles(ledgers));
        startPollers(venues, publisher);
        closeLater(ProducerMetrics.bind(context.pause, context.metrics));
        List<CandleCycle> all = cycles(runs);
        Loop cycles = startCycles(all);
        LedgerChanges changes = closeLater(kafka.changes(publisher));
        changes.start();
        Leader leader = new Leader(
                new Leader.Inputs(config.universe(), venues,
                        kafka.leaderStores(runs),
                        kafka.leaderJobs(runs,
                                new KafkaParts.CoinContext(http, context.metrics, context.wall, context.coinTime,
                                        lease::isValid, context.pause)),
                        context.wall, this::pauseOf),
                Venues::unlistedSymbol);
        operations.connect(new RunnableTasks(tasks(venues, all, leader), pauses), this::pauseChanged);
        PartitionWork work = new PartitionWork(markets, publisher, kafka.universeEntries(), kafka.deadLetters(),
                share -> venues.forEach(venue -> venue.calls().budget().shareAmong(share)), leader);
        Membership membership = closeLater(
                new Membership(new GroupConsumers(kafka.clients(), config.kafka().member())::join, TopicName.UNIVERSE,
                        work, new HeartbeatMetric(GroupConsumers.SESSION_TIMEOUT), lease));
        membership.start();
        closeLater(ProducerMetrics.bind(membership::status, context.metrics));
        return new Running(List.copyOf(pollers), List.copyOf(pollerLoops), cycles, changes, operations, pauses,
                membership, work, leader, context.pause);
    }

    /// Every task that an operator can run now, by its name.
    private Map<String, Runnable> tasks(List<OpenVenue> venues, List<CandleCycle> cycles, Leader leader) {
        Map<String, Runnable> tasks = new HashMap<>();
        List<String> listed = venues.stream().map(OpenVenue::exchange).toList();
        listed.forEach(exchange -> tasks.put("listing." + exchange, () -> leader.list(exchange)));
        tasks.put("listing", () -> listed.forEach(leader::list));
        tasks.put("universe", leader::plan);
        tasks.put("coingecko", leader::takeSnapshot);
        for (int i = 0; i < pollers.size(); i++) {
            VenuePoller poller = pollers.get(i);
            CandleCycle cycle = cycles.get(i);
            PollerLoops loops = pollerLoops.get(i);
            tasks.put("candles." + poller.exchange(), () -> {
                poller.requestRound();
                cycle.request();
                loops.wake();
            });
        }
        return tasks;
    }

    private FetchPause pauseOf(String exchange) {
        return context.pause.or(pauses.of(exchange));
    }

    /// The next round sees it immediately.
    private void pauseChanged(String exchange) {
        for (int i = 0; i < pollers.size(); i++) {
            if (pollers.get(i).exchange().equals(exchange)) {
                pollerLoops.get(i).wake();
            }
        }
    }

    private void startPollers(List<OpenVenue> venues, KafkaCandlePublisher publisher) {
        Set<String> fetched = config.venues().stream().map(ProducersConfig.Venue::exchange)
                .collect(Collectors.toSet());
        venues.stream().filter(venue -> fetched.contains(venue.exchange()))
                .forEach(venue -> venue.candles().ifPresent(
                        client -> startPoller(venue, new VenueAccess(client, venue.calls(), venue.clock()),
                                publisher)));
    }

    private void startPoller(OpenVenue venue, VenueAccess access, KafkaCandlePublisher publisher) {
        String exchange = venue.exchange();
        FetchPause pause = pauseOf(exchange);
        VenuePoller poller = new VenuePoller(exchange, access,
                () -> pause.isActive() ? List.of() : markets.of(exchange),
                new VenuePoller.Output(publisher, ledgers), config.pollRules(), context.wall);
        pollers.add(poller);
        closeLater(ProducerMetrics.bind(poller, context.metrics));
        closeLater(ProducerMetrics.bind(pauses.of(exchange), exchange, context.metrics));
        PollerLoops loops = closeLater(new PollerLoops(poller, config.pollRules()));
        pollerLoops.add(loops);
        loops.start();
    }

    private List<CandleCycle> cycles(TaskRuns runs) {
        return pollers.stream().map(poller -> new CandleCycle(poller.exchange(), config.kafka().member(),
                new CandleCycle.Inputs(poller.report()::newestHour, poller.counts()::totals, () -> findings(poller),
                        poller::isRoundRequested),
                runs)).toList();
    }

    private VenueFindings findings(VenuePoller poller) {
        return pauses.of(poller.exchange()).reason().map(VenueFindings::paused)
                .orElseGet(() -> poller.report().findings());
    }

    private Loop startCycles(List<CandleCycle> all) {
        Loop cycles = closeLater(Loop.every(CYCLE_INTERVAL, "cycles", () -> {
            if (!context.pause.isActive()) {
                Instant now = Instant.now();
                all.forEach(cycle -> cycle.step(now));
            }
        }));
        cycles.start();
        return cycles;
    }

    private <T extends AutoCloseable> T closeLater(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable last = open.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", last.getClass().getSimpleName(), e);
            }
        }
    }
}
