package io.cryptodata.allinone.embedded;

import io.cryptodata.allinone.cli.projection.TopicSchemas;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.deployment.SinkTable;
import io.cryptodata.sinks.projection.KafkaSinkPositions;
import io.cryptodata.sinks.projection.KafkaSourceTopic;
import io.cryptodata.sinks.projection.StagingProgress;
import io.cryptodata.sinks.projection.StoreVerification;
import io.cryptodata.sinks.projection.VerifiedTable;

import java.sql.SQLException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/// The last step of a test with faults: every row of every table that a sink fills is that of its topic.
public final class StoreCheck {
    private static final int SHOWN = 3;
    /// how long a sink may take to write what is on its topic
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private StoreCheck() {}

    public static void requireEqual(EmbeddedRuntime runtime) throws SQLException {
        requireEqual(KafkaAccess.plain(runtime.broker().bootstrap()), HttpAccess.plain(runtime.registry().url()),
                runtime.database().login(DatabaseRole.WRITER));
    }

    /// The same for servers elsewhere.
    public static void requireEqual(KafkaAccess servers, HttpAccess registry, DatabaseAccess database)
            throws SQLException {
        try (KafkaSinkPositions positions = new KafkaSinkPositions(servers)) {
            StoreVerification verification = new StoreVerification(database,
                    table -> KafkaSourceTopic.of(servers, table.topic()), TopicSchemas.of(registry),
                    positions, LIMIT, StagingProgress.none());
            for (SinkTable table : SinkTable.ALL) {
                VerifiedTable verified = verification.run(table, SHOWN);
                System.out.printf("store: %s, %d rows, %d differ, %d undecided, %.1f s%n", table.table(),
                        verified.rows(),
                        verified.differences(), verified.undecided(), verified.seconds());
                assertThat(verified.first()).as("rows of %s that differ from %s", table.table(), table.topic())
                        .isEmpty();
                assertThat(verified.undecided()).as("rows of %s that the sink has not written", table.table()).isZero();
            }
        }
    }
}
