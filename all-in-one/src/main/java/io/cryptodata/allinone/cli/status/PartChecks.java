package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.allinone.cli.Database;
import io.cryptodata.sinks.deployment.OverridesSource;
import io.cryptodata.streams.runtime.CandleLag;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks each part how it is. An answer that does not come within seconds is a part that is down, never an exception.
final class PartChecks {
    private static final int SECONDS = 5;
    private static final String SLOT = """
            SELECT active, coalesce(wal_status, 'lost'),
                   pg_size_pretty(pg_current_wal_lsn() - coalesce(confirmed_flush_lsn, restart_lsn))
            FROM pg_replication_slots WHERE slot_name = ?""";

    private PartChecks() {}

    /// The broker, and how far the stream is behind it.
    static List<PartState> brokerAndStream(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap, "client.id", "cda-status",
                "default.api.timeout.ms", SECONDS * 1000, "request.timeout.ms", SECONDS * 1000 - 1000))) {
            try {
                int topics = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS).size();
                return List.of(PartState.up("broker", bootstrap + ", " + topics + " topics"), stream(admin));
            } finally {
                admin.close(java.time.Duration.ZERO);
            }
        } catch (ExecutionException | TimeoutException | KafkaException silent) {
            return List.of(PartState.down("broker", bootstrap + " does not answer"),
                    PartState.down("streams", "not known without the broker"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of(PartState.down("broker", "interrupted while asking"));
        }
    }

    /// The stream works where its group has a member; the group's offsets say how far it is.
    private static PartState stream(Admin admin) throws InterruptedException, TimeoutException {
        OptionalLong lag = CandleLag.measure(admin, StreamsProperties.APPLICATION_ID);
        String behind = lag.isPresent() ? lag.getAsLong() + " records behind" : "lag not known";
        try {
            boolean works = !admin.describeConsumerGroups(List.of(StreamsProperties.APPLICATION_ID)).all()
                    .get(SECONDS, TimeUnit.SECONDS).values().iterator().next().members().isEmpty();
            return works ? PartState.up("streams", behind) : PartState.down("streams", "not running, " + behind);
        } catch (ExecutionException noSuchGroup) {
            return PartState.down("streams", "never ran here, " + behind);
        }
    }

    static PartState registry(WebPart web, String url) {
        try {
            JsonNode subjects = web.ask(url + "/apis/ccompat/v7/subjects");
            return PartState.up("registry", url + ", " + subjects.size() + " subjects");
        } catch (IOException silent) {
            return PartState.down("registry", String.valueOf(silent.getMessage()));
        }
    }

    static PartState database(String url) {
        try (Connection connection = Database.connect(url)) {
            return PartState.up("database", Database.withoutSecrets(url) + ", PostgreSQL "
                    + connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException | RuntimeException silent) {
            return PartState.down("database", String.valueOf(silent.getMessage()));
        }
    }

    /// What the database keeps for the source of the operators' tables.
    static PartState slot(String url) {
        String part = "slot " + OverridesSource.SLOT;
        try (Connection connection = Database.connect(url);
                PreparedStatement query = connection.prepareStatement(SLOT)) {
            query.setString(1, OverridesSource.SLOT);
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    return PartState.down(part, "there is none: the source of the operators' tables makes it");
                }
                boolean works = found.getBoolean(1) && !found.getString(2).equals("lost");
                String detail = (found.getBoolean(1) ? "read from" : "not read from") + ", " + found.getString(2)
                        + ", " + found.getString(3) + " of the log not confirmed";
                return works ? PartState.up(part, detail) : PartState.down(part, detail);
            }
        } catch (SQLException | RuntimeException silent) {
            return PartState.down(part, "not known without the database");
        }
    }

    /// The worker, and each of its connectors.
    static List<PartState> connect(WebPart web, String url) {
        try {
            List<PartState> connectors = ConnectStates.of(web.ask(url + "/connectors?expand=status"));
            List<PartState> parts = new ArrayList<>();
            parts.add(PartState.up("connect", url + ", " + connectors.size() + " connectors"));
            parts.addAll(connectors);
            return parts;
        } catch (IOException silent) {
            return List.of(PartState.down("connect", String.valueOf(silent.getMessage())));
        }
    }
}
