package io.cryptodata.api.status;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.topic.TopicTables;
import io.cryptodata.schemas.avro.LedgerEntry;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Queries every part of an instance. A part that does not respond is down, and what it would have contributed is left out.
public record StatusQuery(StatusSources sources) {

    public SystemStatus status() {
        try (JsonClient web = new JsonClient()) {
            PartChecks checks = new PartChecks(sources, web);
            List<PartStatus> parts = new ArrayList<>(checks.brokerAndStream());
            parts.add(checks.registry());
            parts.add(checks.database());
            boolean complete = parts.stream().allMatch(part -> part.part().equals("streams") || part.isUp());
            parts.addAll(checks.connect());
            parts.add(checks.slot());
            Collection<LedgerEntry> ledgers = complete ? ledgers(parts) : List.of();
            Map<String, Instant> newest = ledgers.isEmpty() ? Map.of() : newest(ledgers);
            Map<String, Instant> clocks = new HashMap<>(VenueClocks.atLeast(ledgers, newest));
            clocks.putAll(simulatedClocks(web, parts));
            return SystemStatus.of(parts, complete ? tasks() : List.of(), markets(ledgers, newest, clocks), clocks);
        }
    }

    private static List<MarketProgress> markets(Collection<LedgerEntry> ledgers, Map<String, Instant> newest,
            Map<String, Instant> clocks) {
        return ledgers.stream().map(ledger -> MarketProgress.of(ledger,
                newest.get(ledger.getExchange() + ":" + ledger.getAsset()), clocks.get(ledger.getExchange())))
                .toList();
    }

    private TopicTables topics(Consumer<String> unreadable) {
        return new TopicTables(sources.broker(), sources.registry(), unreadable);
    }

    private Collection<LedgerEntry> ledgers(List<PartStatus> parts) {
        try {
            List<String> unreadable = new ArrayList<>();
            Collection<LedgerEntry> ledgers = topics(unreadable::add).ledgers().values();
            parts.add(PartStatus.up("producers", ledgers.size() + " markets in the ledger"
                    + (unreadable.isEmpty() ? "" : "; " + String.join("; ", unreadable))));
            return ledgers;
        } catch (QueryException noLedger) {
            parts.add(PartStatus.down("producers", String.valueOf(noLedger.getMessage())));
            return List.of();
        }
    }

    private Map<String, Instant> newest(Collection<LedgerEntry> ledgers) {
        try {
            return NewestCandles.read(sources.database(), ledgers);
        } catch (SQLException | QueryException noDatabase) {
            return Map.of(); // the database has a line of its own with the reason
        }
    }

    private List<TaskStatus> tasks() {
        try {
            // the sink of this topic has a dead letter for an unreadable run
            return topics(_ -> {}).taskRuns().values().stream().map(TaskStatus::of).toList();
        } catch (QueryException noRuns) {
            return List.of(); // the topic does not exist yet: the producers' line has the reason
        }
    }

    private Map<String, Instant> simulatedClocks(JsonClient web, List<PartStatus> parts) {
        String simulator = sources.simulator();
        if (simulator == null) {
            return Map.of();
        }
        try {
            Map<String, Instant> clocks = VenueClocks.at(web, simulator);
            parts.add(PartStatus.up("simulator", simulator + ", clocks of " + clocks.size() + " venues"));
            return clocks;
        } catch (IOException unreachable) {
            parts.add(PartStatus.down("simulator", String.valueOf(unreachable.getMessage())));
            return Map.of();
        }
    }
}
