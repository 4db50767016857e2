package io.cryptodata.producers;

import io.cryptodata.producers.venues.OpenVenue;
import io.cryptodata.producers.venues.Venues;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.group.PartitionWork;
import io.cryptodata.producers.leader.Leader;
import io.cryptodata.producers.polling.ProducerMetrics;
import io.cryptodata.producers.startup.Dependencies;
import io.cryptodata.producers.status.ProducersStatus;
import io.cryptodata.producers.status.VenueStatus;
import io.cryptodata.producers.status.GroupStatus;
import io.cryptodata.producers.group.GroupConsumers;
import io.cryptodata.producers.group.HeartbeatMetric;
import io.cryptodata.producers.group.Membership;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.polling.CandleCycle;
import io.cryptodata.producers.polling.CandleCycles;
import io.cryptodata.producers.polling.PollerThreads;
import io.cryptodata.producers.polling.VenueAccess;
import io.cryptodata.producers.polling.VenuePoller;
import io.cryptodata.producers.publishing.KafkaCandlePublisher;
import io.cryptodata.producers.universe.AssignedMarkets;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.task.TaskRuns;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Exchange HTTP to closed candles on topics. Every process is a member of the group over `universe`; of what it holds, it
/// does per market what the ledger says is due: one page, one transaction of candles, quarantined rows and the ledger
/// entry. Whoever holds partition 0 also lists the venues and decides what is tracked.
public final class ProducersApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProducersApp.class);

    private final ProducersConfig config;
    private final MeterRegistry metrics;
    private final WallTime wall;
    private final InstantSource coinTime;
    private final LedgerStore book = new LedgerStore();
    private final AssignedMarkets markets = new AssignedMarkets();
    private final List<VenuePoller> pollers = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private volatile @Nullable Running running;

    /// What can be asked once it runs.
    private record Running(Membership membership, PartitionWork work, Leader leader) {}

    /// Against services that live in our own time.
    public ProducersApp(ProducersConfig config, MeterRegistry metrics) {
        this(config, metrics, InstantSource.system());
    }

    /// @param coinTime says what time is on CoinGecko's snapshots: a simulated CoinGecko lives in a time of its own
    public ProducersApp(ProducersConfig config, MeterRegistry metrics, InstantSource coinTime) {
        this(config, metrics, WallTime.real(), coinTime);
    }

    /// @param wall what all that asks a venue waits by
    /// @param coinTime says what time is on CoinGecko's snapshots: a simulated CoinGecko lives in a time of its own
    public ProducersApp(ProducersConfig config, MeterRegistry metrics, WallTime wall, InstantSource coinTime) {
        this.config = config;
        this.metrics = metrics;
        this.wall = wall;
        this.coinTime = coinTime;
    }

    /// Waits for Kafka and the registry and joins the group; polling begins with what the group gives. Returns once this
    /// process is a member.
    ///
    /// @throws SetupException if something is missing; its message says what to do
    public synchronized void start() {
        LOG.info("starting with {}", config);
        try {
            begin();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while starting", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void begin() throws InterruptedException {
        HttpClient http = closedLater(HttpTransport.newClient());
        List<OpenVenue> venues = config.listings().stream()
                .map(venue -> Venues.open(venue.exchange(), venue.urls(), new Venues.Context(http, wall, metrics))).toList();
        new Dependencies(config, http).await();
        KafkaParts kafka = closedLater(new KafkaParts(config));
        TaskRuns runs = kafka.taskRuns();
        KafkaCandlePublisher publisher = closedLater(kafka.candles(book));
        List<String> fetched = config.venues().stream().map(ProducersConfig.Venue::exchange).toList();
        venues.stream().filter(venue -> fetched.contains(venue.exchange()))
                .forEach(venue -> venue.candles().ifPresent(client -> poll(venue.exchange(), new VenueAccess(client, venue.calls()), publisher)));
        closedLater(new CandleCycles(pollers.stream().map(poller -> cycle(poller, runs)).toList(),
                InstantSource.system())).start();
        Leader leader = new Leader(config.universe(), venues, kafka.leadersStores(runs),
                kafka.leadersJobs(runs, new KafkaParts.CoinSurroundings(http, metrics, wall, coinTime)),
                wall);
        PartitionWork work = new PartitionWork(markets, publisher, kafka.universeEntries(),
                members -> venues.forEach(venue -> venue.calls().budget().shareAmong(members)), leader);
        Membership membership = new Membership(new GroupConsumers(kafka.clients(), config.kafka().member())::join,
                TopicName.UNIVERSE, work, new HeartbeatMetric(GroupConsumers.SESSION_TIMEOUT));
        closedLater(membership).start();
        running = new Running(membership, work, leader);
    }

    private void poll(String exchange, VenueAccess venue, KafkaCandlePublisher publisher) {
        VenuePoller poller = new VenuePoller(exchange, venue, () -> markets.of(exchange), publisher, book,
                config.pollRules(), new ProducerMetrics(exchange, metrics), wall);
        pollers.add(poller);
        closedLater(new PollerThreads(poller, config.pollRules())).start();
    }

    private CandleCycle cycle(VenuePoller poller, TaskRuns runs) {
        return new CandleCycle(poller.status().exchange(), config.kafka().member(), poller::newestHour, metrics, runs);
    }

    /// How every venue and every market that this process fetches stands.
    public ProducersStatus status() {
        Running now = running;
        return new ProducersStatus(venues(now), pollers.stream().flatMap(poller -> poller.markets().stream())
                .sorted(Comparator.comparing(market -> market.market().key())).toList(),
                now == null ? new GroupStatus(0, List.of(), null) : now.membership.status(),
                now == null ? List.of() : now.leader.troubles());
    }

    /// A venue of which nothing is fetched here stands as its listing does.
    private List<VenueStatus> venues(@Nullable Running now) {
        List<VenueStatus> listed = now == null ? List.of() : now.leader.venues();
        List<VenueStatus> all = new ArrayList<>();
        for (VenuePoller poller : pollers) {
            VenueStatus own = poller.status();
            all.add(own.isAsked() ? own : ofExchange(listed, own.exchange()).orElse(own));
        }
        listed.stream().filter(each -> ofExchange(all, each.exchange()).isEmpty()).forEach(all::add);
        return all;
    }

    private static Optional<VenueStatus> ofExchange(List<VenueStatus> venues, String exchange) {
        return venues.stream().filter(each -> each.exchange().equals(exchange)).findFirst();
    }

    /// Whether everything that is to be fetched here is published, up to the venues' present clocks: what the group gave
    /// is taken over, what is tracked is decided, and every market has what its venue has. An hour that a venue does not
    /// show, although it was asked, counts as one it does not have; a market in trouble is not caught up.
    public boolean caughtUp() {
        Running now = running;
        return now != null && now.work.isComplete() && isDecided(now)
                && pollers.stream().allMatch(VenuePoller::caughtUp);
    }

    private static boolean isDecided(Running now) {
        if (!now.membership.status().leads()) {
            return now.membership.hasUniverse();
        }
        Optional<Map<Integer, Long>> written = now.leader.settled();
        return written.isPresent() && written.get().entrySet().stream()
                .allMatch(end -> now.membership.hasHeard(end.getKey(), end.getValue()));
    }

    /// Leaves the group, lets the pages under way finish and stops. What was not committed is asked for again by whoever
    /// takes over.
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            AutoCloseable last = open.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", last.getClass().getSimpleName(), e);
            }
        }
        pollers.clear();
        running = null;
    }

    private <T extends AutoCloseable> T closedLater(T part) {
        open.push(part);
        return part;
    }
}
