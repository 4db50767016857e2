package io.cryptodata.api.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.api.database.Database;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.kafka.KafkaFailure;
import io.cryptodata.service.topic.GroupLag;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Checks each part. A part that does not respond is down; a check never throws.
///
/// @param timeout of each request to the broker
record PartChecks(StatusSources sources, JsonClient web, Duration timeout) {
    static final String BROKER = "broker";
    static final String STREAMS = "streams";
    static final String UNKNOWN = "unknown without the broker";
    static final String REGISTRY = "registry";
    static final String DATABASE = "database";
    static final String CONNECT = "connect";
    private static final String SLOT = """
            SELECT active, coalesce(wal_status, 'lost'),
                   pg_size_pretty(pg_current_wal_lsn() - coalesce(confirmed_flush_lsn, restart_lsn))
            FROM pg_replication_slots WHERE slot_name = ?""";

    PartStatus broker() {
        return withAdmin(BROKER, sources.broker() + " does not respond", admin -> {
            int topics = admin.listTopics().names().get(timeout.toMillis(), TimeUnit.MILLISECONDS).size();
            return PartStatus.up(BROKER, sources.broker() + ", " + topics + " topics");
        });
    }

    PartStatus streams() {
        return withAdmin(STREAMS, UNKNOWN, this::stream);
    }

    private interface BrokerCheck {
        PartStatus of(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private PartStatus withAdmin(String part, String otherwise, BrokerCheck check) {
        try (Admin admin = Admin.create(sources.broker().with(Map.of("client.id", "cda-status",
                "default.api.timeout.ms", (int) timeout.toMillis(), "request.timeout.ms",
                (int) timeout.toMillis())))) {
            try {
                return check.of(admin);
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (ExecutionException | TimeoutException | KafkaException unreachable) {
            return PartStatus.down(part, KafkaFailure.describe(unreachable).orElse(otherwise));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return PartStatus.down(part, "interrupted while waiting for it");
        }
    }

    /// The stream runs where its group has a member; the group's offsets show how far it is.
    private PartStatus stream(Admin admin) throws InterruptedException, TimeoutException {
        String group = sources.streamsGroup();
        OptionalLong lag = GroupLag.measure(admin, group, TopicName.CANDLES_1H);
        String behind = lag.isPresent() ? lag.getAsLong() + " records behind" : "lag unknown";
        try {
            boolean works = !admin.describeConsumerGroups(List.of(group)).all()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS).values().iterator().next().members().isEmpty();
            return works ? PartStatus.up(STREAMS, behind) : PartStatus.down(STREAMS, "not running, " + behind);
        } catch (ExecutionException noSuchGroup) {
            return PartStatus.down(STREAMS, "never ran here, " + behind);
        }
    }

    PartStatus registry() {
        try {
            JsonNode subjects = web.get(sources.registry(), "/apis/ccompat/v7/subjects");
            return PartStatus.up(REGISTRY, sources.registry() + ", " + subjects.size() + " subjects");
        } catch (IOException unreachable) {
            return PartStatus.down(REGISTRY, String.valueOf(unreachable.getMessage()));
        }
    }

    PartStatus database() {
        try (Connection connection = Database.connect(sources.database())) {
            return PartStatus.up(DATABASE, Database.withoutSecrets(sources.database()) + ", PostgreSQL "
                    + connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException | RuntimeException unreachable) {
            return PartStatus.down(DATABASE, String.valueOf(unreachable.getMessage()));
        }
    }

    String slotName() {
        return "slot " + sources.replicationSlot();
    }

    /// The replication slot through which the operators' tables are read.
    PartStatus slot() {
        String part = slotName();
        try (Connection connection = Database.connect(sources.database());
                PreparedStatement query = connection.prepareStatement(SLOT)) {
            query.setString(1, sources.replicationSlot());
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    return PartStatus.down(part, "does not exist yet: the source of the operators' tables creates it");
                }
                boolean works = found.getBoolean(1) && !found.getString(2).equals("lost");
                String detail = (found.getBoolean(1) ? "read from" : "not read from") + ", " + found.getString(2)
                        + ", " + found.getString(3) + " of the log not confirmed";
                return works ? PartStatus.up(part, detail) : PartStatus.down(part, detail);
            }
        } catch (SQLException | RuntimeException unreachable) {
            return PartStatus.down(part, "unknown without the database");
        }
    }

    /// The worker, and each of its connectors.
    List<PartStatus> connect() {
        try {
            List<PartStatus> connectors = ConnectorStates.of(web.get(sources.connect(), "/connectors?expand=status"));
            List<PartStatus> parts = new ArrayList<>();
            parts.add(PartStatus.up(CONNECT, sources.connect() + ", " + connectors.size() + " connectors"));
            parts.addAll(connectors);
            return parts;
        } catch (IOException unreachable) {
            return List.of(PartStatus.down(CONNECT, String.valueOf(unreachable.getMessage())));
        }
    }
}
