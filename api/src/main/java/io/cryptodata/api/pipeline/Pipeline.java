package io.cryptodata.api.pipeline;

import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.status.PartStatus;
import io.cryptodata.api.status.ServerParts;
import io.cryptodata.api.status.StatusSources;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.lifecycle.Health;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.GroupState;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The overview of the pipeline. Its sections are refreshed in the background while clients request it; the overview is composed
/// of them at most once a second, whatever the number of clients. A part that does not respond delays no other.
public final class Pipeline implements AutoCloseable {
    /// The consumer group of the stream.
    public static final String STREAMS_GROUP = "cryptodata-streams";
    /// The replication slot of the operators' tables.
    public static final String SLOT = "cda_overrides";

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration SECTION_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration MAX_WAIT = Duration.ofMillis(1500);
    private static final Duration REUSED = Duration.ofSeconds(1);
    private static final Duration ACTIVE_AFTER_REQUEST = Duration.ofMinutes(1);
    private static final String OPERATOR = "operator.";

    private final ApiConfig config;
    private final InstantSource clock;
    private final BrokerProbe brokerProbe;
    private final ServerParts servers;
    private final ProcessProbe processProbe;
    private final PipelineTopics topics;
    private final Section<BrokerProbe.Result> broker;
    private final Section<PartStatus> registry;
    private final Section<List<PartStatus>> database;
    private final Section<List<Overview.Connector>> connect;
    private final Section<ProcessProbe.Result> processes;
    private final Refresher refresher;
    private final LateSources late = new LateSources(System::nanoTime);
    private final Object composing = new Object();
    private volatile long requestedAt = System.nanoTime();
    private @Nullable Overview last;
    private long composedAt;

    /// @param meters of this process
    /// @param parts health of what runs in this process besides the API, by name; empty if the API runs alone
    public Pipeline(ApiConfig config, MeterRegistry meters, Supplier<Map<String, Health>> parts) {
        this(config, new ProcessProbe.Instance(meters, parts), InstantSource.system());
    }

    Pipeline(ApiConfig config, ProcessProbe.Instance instance, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        brokerProbe = new BrokerProbe(config.broker(), STREAMS_GROUP, REQUEST_TIMEOUT);
        servers = new ServerParts(sources(config), REQUEST_TIMEOUT);
        processProbe = new ProcessProbe(instance, config.processes(),
                config.http().flatMap(HttpConfig::token), REQUEST_TIMEOUT);
        topics = new PipelineTopics(config.broker(), config.registry(),
                () -> System.nanoTime() - requestedAt < ACTIVE_AFTER_REQUEST.toNanos(), clock);
        broker = section(brokerProbe);
        registry = section(servers::registry);
        database = section(() -> List.of(servers.database(), servers.slot()));
        connect = section(() -> Connectors.of(servers.connectors()));
        processes = section(processProbe);
        refresher = new Refresher(List.of(broker, registry, database, connect, processes));
    }

    private <T> Section<T> section(java.util.concurrent.Callable<T> probe) {
        return new Section<>(probe, SECTION_TIMEOUT, clock);
    }

    private static StatusSources sources(ApiConfig config) {
        return new StatusSources(config.broker(), config.registry(),
                config.database().urlWithLogin(), config.connect(), null, null, Optional.empty(), STREAMS_GROUP, SLOT);
    }

    /// Starts refreshing, so that the first overview is ready when it is requested.
    public void start() {
        refresher.start();
        topics.start();
    }

    /// The overview as it is known now. Waits a moment for what is stale.
    public Overview overview() throws InterruptedException {
        requestedAt = System.nanoTime();
        refresher.request(MAX_WAIT);
        if (!topics.isCurrent()) {
            topics.awaitCurrent(MAX_WAIT);
        }
        synchronized (composing) {
            Overview known = last;
            if (known == null || System.nanoTime() - composedAt > REUSED.toNanos()) {
                known = compose();
                last = known;
                composedAt = System.nanoTime();
            }
            return known;
        }
    }

    /// Waits a moment until the topics are read up to now: what is appended while nobody looks is read only then.
    ///
    /// @return whether they are
    public boolean catchUp() {
        try {
            return topics.awaitCurrent(REQUEST_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether an operator has paused the venue, by all requests up to now.
    ///
    /// @throws QueryException if they cannot be read
    public boolean isPaused(String exchange) {
        if (!catchUp()) {
            throw new QueryException(QueryException.Kind.UNAVAILABLE,
                    "what operators have paused cannot be read from the broker: " + topicsFailure());
        }
        return topics.pauses().containsKey(exchange);
    }

    private String topicsFailure() {
        List<String> reasons = topics.health().reasons();
        return reasons.isEmpty() ? "no answer within " + REQUEST_TIMEOUT.toSeconds() + " s" : reasons.getFirst();
    }

    /// The venues that are listed or fetched, by their runs and ledgers.
    public Set<String> venues() {
        Set<String> venues = new TreeSet<>(venuesWithCandles());
        venues.addAll(namesAfter("listing."));
        return venues;
    }

    /// The venues whose candles are fetched.
    public Set<String> venuesWithCandles() {
        Set<String> venues = new TreeSet<>(namesAfter("candles."));
        topics.markets().forEach(market -> venues.add(market.exchange()));
        return venues;
    }

    private Set<String> namesAfter(String prefix) {
        return topics.runs().keySet().stream().filter(task -> task.startsWith(prefix))
                .map(task -> task.substring(prefix.length())).collect(Collectors.toSet());
    }

    /// Whether CoinGecko's snapshots are taken.
    public boolean hasCoins() {
        return topics.runs().containsKey(Sources.COINGECKO);
    }

    private Overview compose() {
        Collection<MarketSummary> markets = topics.markets();
        Map<String, Instant> newest = MarketSummary.newestOfVenues(markets);
        Map<String, TaskRun> runs = topics.runs();
        Optional<BrokerProbe.Result> ofBroker = broker.value();
        List<Overview.Lag> lags = ofBroker.map(BrokerProbe.Result::lags).orElse(List.of());
        List<PartStatus> parts = parts(lags);
        List<Overview.Connector> connectors = connect.value().orElse(List.of());
        List<Overview.Source> sources = new Sources(markets, runs,
                processes.value().orElse(ProcessProbe.Result.NONE).readings(), topics.pauses(),
                clock.instant(), late::isLasting).all();
        late.update(sources);
        List<Overview.Task> tasks = Tasks.of(runs, markets, OPERATOR);
        List<Overview.Letters> letters = topics.letters().waiting().stream()
                .map(each -> new Overview.Letters(each.topic(), each.letters(), each.newest())).toList();
        Problems problems = new Problems().parts(parts).connectors(connectors).sources(sources).tasks(tasks)
                .lags(lags, ofBroker.map(BrokerProbe.Result::stalled).orElse(List.of()), STREAMS_GROUP)
                .letters(letters);
        if (ofBroker.isPresent() && !topics.isCurrent()) {
            problems.unread(topics.readAt().orElse(null), topicsFailure());
        }
        return new Overview(asOf(), problems.verdict(), problems.sorted(), parts, sources, tasks, connectors, lags,
                ofBroker.map(BrokerProbe.Result::flows).orElse(List.of()), letters,
                new Overview.Quarantine(markets.stream().mapToLong(MarketSummary::quarantined).sum(),
                        topics.newestQuarantined().orElse(null)),
                new Overview.Gaps(sources.stream().mapToLong(Overview.Source::missingHours).sum(),
                        (int) markets.stream().filter(market -> market.missing(newest.get(market.exchange())) > 0)
                                .count()));
    }

    private Instant asOf() {
        return Stream.concat(Stream.of(broker, registry, database, connect, processes)
                .flatMap(section -> section.refreshedAt().stream()), topics.readAt().stream()).min(Instant::compareTo)
                .orElseGet(clock::instant);
    }

    /// The results of our probes, and what the processes report of themselves: of two rows of a part the worse one.
    private List<PartStatus> parts(List<Overview.Lag> lags) {
        Map<String, PartStatus> rows = new LinkedHashMap<>();
        List<PartStatus> probed = new ArrayList<>(List.of(brokerPart(), streams(lags), one(registry, "registry")));
        probed.addAll(database.value().orElseGet(() -> List.of(down("database", database))));
        probed.add(connectPart());
        probed.forEach(row -> rows.put(row.part(), row));
        processes.value().orElse(ProcessProbe.Result.NONE).parts()
                .forEach(row -> rows.merge(row.part(), row, Pipeline::worse));
        return List.copyOf(rows.values());
    }

    private static PartStatus worse(PartStatus probed, PartStatus reported) {
        return reported.state().compareTo(probed.state()) > 0 ? reported : probed;
    }

    private PartStatus brokerPart() {
        return broker.value().map(now -> new PartStatus("broker", PartStatus.State.UP,
                config.broker() + ", " + now.topics() + " topics")).orElseGet(() -> down("broker", broker));
    }

    private PartStatus streams(List<Overview.Lag> lags) {
        BrokerProbe.Result now = broker.value().orElse(null);
        if (now == null) {
            return new PartStatus("streams", PartStatus.State.DOWN, "unknown without the broker");
        }
        long behind = lags.stream().filter(lag -> lag.group().equals(STREAMS_GROUP)).mapToLong(Overview.Lag::records)
                .sum();
        boolean works = now.streamsState() != null && now.streamsState() != GroupState.EMPTY
                && now.streamsState() != GroupState.DEAD;
        return works
                ? new PartStatus("streams", PartStatus.State.UP, behind + " records behind")
                : new PartStatus("streams", PartStatus.State.DOWN, now.streamsState() == null
                        ? "never ran here"
                        : "not running, " + behind + " records behind");
    }

    private PartStatus connectPart() {
        return connect.value().map(connectors -> new PartStatus("connect", PartStatus.State.UP,
                config.connect() + ", " + connectors.size() + " connectors")).orElseGet(() -> down("connect", connect));
    }

    private static PartStatus one(Section<PartStatus> section, String name) {
        return section.value().orElseGet(() -> down(name, section));
    }

    private static PartStatus down(String name, Section<?> section) {
        return new PartStatus(name, PartStatus.State.DOWN, section.failure().orElse("unknown"));
    }

    @Override
    public void close() {
        refresher.close();
        topics.close();
        brokerProbe.close();
        processProbe.close();
        servers.close();
    }
}
