package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.allinone.cli.UserError;
import io.cryptodata.allinone.cli.ledger.LedgerTopic;
import io.cryptodata.allinone.cli.ledger.NewestByKey;
import io.cryptodata.schemas.TopicName;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Asks every part of an instance. What does not answer is told as a part that is down, and what it would have said is
/// left out.
///
/// @param simulator where the simulated venues are; null where there are none
record StatusQuery(String broker, String registry, String database, String connect, @Nullable String simulator) {

    Status status() {
        try (WebPart web = new WebPart()) {
            List<PartState> parts = new ArrayList<>(PartChecks.brokerAndStream(broker));
            parts.add(PartChecks.registry(web, registry));
            parts.add(PartChecks.database(database));
            boolean canAsk = parts.stream()
                    .allMatch(part -> part.part().equals("streams") || part.condition() == PartState.Condition.UP);
            parts.addAll(PartChecks.connect(web, connect));
            parts.add(PartChecks.slot(database));
            List<MarketState> markets = canAsk ? markets(parts) : List.of();
            Map<String, Instant> clocks = new HashMap<>(Markets.atLeast(markets));
            clocks.putAll(venueTimes(web, parts));
            return new Status(parts, canAsk ? tasks() : List.of(), markets, clocks, Instant.now());
        }
    }

    private List<MarketState> markets(List<PartState> parts) {
        try {
            Map<String, JsonNode> ledger = LedgerTopic.newest(broker, registry);
            Map<String, Instant> newest = newest(ledger);
            parts.add(PartState.up("producers", ledger.size() + " markets in the ledger"));
            return ledger.entrySet().stream()
                    .map(entry -> Markets.state(entry.getValue(), newest.get(entry.getKey()))).toList();
        } catch (UserError | IllegalStateException noLedger) {
            parts.add(PartState.down("producers", String.valueOf(noLedger.getMessage())));
            return List.of();
        }
    }

    private Map<String, Instant> newest(Map<String, JsonNode> ledger) {
        try {
            return Markets.newestCandles(database, ledger);
        } catch (SQLException | UserError unknown) {
            return Map.of(); // the database's own line says what is wrong with it
        }
    }

    private List<TaskState> tasks() {
        try {
            return NewestByKey.of(TopicName.TASK_RUNS, broker, registry).values().stream().map(TaskState::of).toList();
        } catch (UserError | IllegalStateException unknown) {
            return List.of(); // a topic that is not there yet: the producers' own line says so
        }
    }

    private Map<String, Instant> venueTimes(WebPart web, List<PartState> parts) {
        if (simulator == null) {
            return Map.of();
        }
        try {
            Map<String, Instant> clocks = VenueClocks.at(web, simulator);
            parts.add(PartState.up("simulator", simulator + ", " + clocks.size() + " venues tell their time"));
            return clocks;
        } catch (IOException silent) {
            parts.add(PartState.down("simulator", String.valueOf(silent.getMessage())));
            return Map.of();
        }
    }
}
