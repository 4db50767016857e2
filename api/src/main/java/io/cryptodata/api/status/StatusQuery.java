package io.cryptodata.api.status;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.topic.TopicTables;
import io.cryptodata.schemas.avro.LedgerEntry;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Queries every part of an instance, all at the same time. A part that does not respond in time is down, and what it would
/// have contributed is left out.
///
/// @param timeout how long to wait for an answer, and for the next record of a topic that is being read
public record StatusQuery(StatusSources sources, Duration timeout) {
    private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(3);
    private static final String SIMULATOR = "simulator";
    private static final String PRODUCERS = "producers";

    /// With a timeout of three seconds.
    public StatusQuery(StatusSources sources) {
        this(sources, STANDARD_TIMEOUT);
    }

    private record Ledgers(Collection<LedgerEntry> entries, PartStatus part) {}

    private record Clocks(Map<String, Instant> clocks, List<PartStatus> part) {}

    public SystemStatus status() {
        try (JsonClient web = new JsonClient(timeout)) {
            PartChecks checks = new PartChecks(sources, web, timeout);
            ConcurrentCalls calls = new ConcurrentCalls(timeout);
            AtomicLong advanced = new AtomicLong(System.nanoTime());
            var broker = calls.start(checks::broker);
            var streams = calls.start(checks::streams);
            var registry = calls.start(checks::registry);
            var database = calls.start(checks::database);
            var connect = calls.start(checks::connect);
            var slot = calls.start(checks::slot);
            var health = calls.start(() -> InstanceHealth.read(web, sources.health(), sources.healthToken()));
            var simulated = calls.start(() -> simulatedClocks(web));
            var ledgers = calls.start(() -> ledgers(() -> advanced.set(System.nanoTime())));
            var tasks = calls.start(() -> tasks(() -> advanced.set(System.nanoTime())));

            List<PartStatus> parts = new ArrayList<>();
            PartStatus ofBroker = broker.await().orElseGet(() -> PartStatus.down(PartChecks.BROKER,
                    sources.broker() + ": " + calls.noAnswer()));
            parts.add(ofBroker);
            parts.add(ofBroker.isUp()
                    ? streams.await().orElseGet(() -> PartStatus.down(PartChecks.STREAMS, calls.noAnswer()))
                    : PartStatus.down(PartChecks.STREAMS, PartChecks.UNKNOWN));
            parts.add(registry.await().orElseGet(() -> PartStatus.down(PartChecks.REGISTRY, calls.noAnswer())));
            parts.add(database.await().orElseGet(() -> PartStatus.down(PartChecks.DATABASE, calls.noAnswer())));
            boolean complete = parts.stream()
                    .allMatch(part -> part.part().equals(PartChecks.STREAMS) || part.isUp());
            parts.addAll(connect.await()
                    .orElseGet(() -> List.of(PartStatus.down(PartChecks.CONNECT, calls.noAnswer()))));
            parts.add(slot.await().orElseGet(() -> PartStatus.down(checks.slotName(), calls.noAnswer())));
            Ledgers known = new Ledgers(List.of(), PartStatus.down(PRODUCERS, "unknown without the other parts"));
            if (complete) {
                known = ledgers.await(advanced::get).orElseGet(
                        () -> new Ledgers(List.of(),
                                PartStatus.down(PRODUCERS, "the ledger: " + calls.noAnswer())));
                parts.add(known.part);
            }
            Map<String, Instant> newest = known.entries.isEmpty() ? Map.of() : newest(known.entries);
            Map<String, Instant> clocks = new HashMap<>(VenueClocks.atLeast(known.entries, newest));
            Clocks simulator = simulated.await().orElseGet(() -> new Clocks(Map.of(),
                    List.of(PartStatus.down(SIMULATOR, calls.noAnswer()))));
            clocks.putAll(simulator.clocks);
            parts.addAll(simulator.part);
            InstanceHealth reported = health.await().orElseGet(() -> InstanceHealth.unknown(calls.noAnswer()));
            return SystemStatus.of(reported.with(parts),
                    complete ? tasks.await(advanced::get).orElseGet(List::of) : List.of(),
                    markets(known.entries, newest, clocks), clocks);
        }
    }

    private static List<MarketProgress> markets(Collection<LedgerEntry> ledgers, Map<String, Instant> newest,
            Map<String, Instant> clocks) {
        return ledgers.stream().map(ledger -> MarketProgress.of(ledger,
                newest.get(ledger.getExchange() + ":" + ledger.getAsset()), clocks.get(ledger.getExchange())))
                .toList();
    }

    private TopicTables topics(Consumer<String> unreadable, Runnable advanced) {
        return new TopicTables(sources.broker(), sources.registry(), unreadable, advanced);
    }

    private Ledgers ledgers(Runnable advanced) {
        try {
            List<String> unreadable = new ArrayList<>();
            Collection<LedgerEntry> ledgers = topics(unreadable::add, advanced).ledgers().values();
            return new Ledgers(ledgers, PartStatus.up(PRODUCERS, ledgers.size() + " markets in the ledger"
                    + (unreadable.isEmpty() ? "" : "; " + String.join("; ", unreadable))));
        } catch (QueryException noLedger) {
            return new Ledgers(List.of(), PartStatus.down(PRODUCERS, String.valueOf(noLedger.getMessage())));
        }
    }

    /// The database has a line of its own with the reason why it does not respond.
    private Map<String, Instant> newest(Collection<LedgerEntry> ledgers) {
        return new ConcurrentCalls(timeout).start(() -> {
            try {
                return NewestCandles.read(sources.database(), ledgers);
            } catch (SQLException | QueryException noDatabase) {
                return Map.<String, Instant>of();
            }
        }).await().orElse(Map.of());
    }

    private List<TaskStatus> tasks(Runnable advanced) {
        try {
            // the sink of this topic has a dead letter for an unreadable run
            return topics(_ -> {}, advanced).taskRuns().values().stream().map(TaskStatus::of).toList();
        } catch (QueryException noRuns) {
            return List.of(); // the topic does not exist yet: the producers' line has the reason
        }
    }

    private Clocks simulatedClocks(JsonClient web) {
        String simulator = sources.simulator();
        if (simulator == null) {
            return new Clocks(Map.of(), List.of());
        }
        try {
            Map<String, Instant> clocks = VenueClocks.at(web, simulator);
            return new Clocks(clocks, List
                    .of(PartStatus.up(SIMULATOR, simulator + ", clocks of " + clocks.size() + " venues")));
        } catch (IOException unreachable) {
            return new Clocks(Map.of(), List.of(PartStatus.down(SIMULATOR, String.valueOf(unreachable.getMessage()))));
        }
    }
}
