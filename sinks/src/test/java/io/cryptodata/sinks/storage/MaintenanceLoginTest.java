package io.cryptodata.sinks.storage;

import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.config.StorageConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.DatabaseTier;
import io.cryptodata.sinks.database.TestDatabase;
import io.cryptodata.sinks.database.TestTier;
import io.cryptodata.sinks.refresh.TestRefresh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// What the sinks maintain: with the login of the owner on TimescaleDB, with that of the sinks on plain PostgreSQL.
@ParameterizedClass
@MethodSource("io.cryptodata.sinks.database.TestTier#present")
class MaintenanceLoginTest {
    private static final Optional<Duration> DAYS = Optional.of(Duration.ofDays(60));
    private static final String OLD_SNAPSHOTS = "SELECT count(*) FROM cg_data WHERE \"timestamp\" < now() - interval '92 days'";

    private final TestTier server;
    private final DatabaseAccess owner;
    private final DatabaseAccess writer;

    MaintenanceLoginTest(TestTier server) {
        this.server = server;
        this.owner = server.ofRoles();
        this.writer = TestTier.as(DatabaseRole.WRITER, owner);
        TestDatabase.execute(writer,
                """
                        INSERT INTO cg_data (coin_id, symbol, name, close, "timestamp")
                        SELECT 'coin', 'c', 'Coin', 1, hour FROM generate_series(now() - interval '200 days', now(), interval '1 day') AS hour""");
    }

    @Test
    void retention_needs_the_owner_where_it_drops_chunks() throws SQLException {
        if (server.tier() != DatabaseTier.PLAIN) {
            assertThatThrownBy(() -> retained(writer)).isInstanceOf(SQLException.class)
                    .hasMessageContainingAll("must be owner", "(as cda_writer); set SINKS_MAINTENANCE_USER");
            assertThat(TestDatabase.rows(owner, OLD_SNAPSHOTS)).doesNotContain("0");
        }
        retained(server.tier() == DatabaseTier.PLAIN ? writer : owner);
        assertThat(TestDatabase.rows(owner, OLD_SNAPSHOTS)).containsExactly("0");
    }

    @Test
    void the_columnstore_and_refreshes_need_the_owner() throws SQLException {
        assumeTrue(server.tier() == DatabaseTier.COMMUNITY, "only this tier has them");
        TestDatabase.execute(writer,
                """
                        INSERT INTO h1_data (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
                        SELECT candle_id('binance', 'BTC/USDT', hour), 'BTC/USDT', 'binance', hour, 100, 130, 90, 100, 5, 0
                        FROM generate_series(date_trunc('hour', now() - interval '90 days'), now(), interval '1 hour') AS hour""");
        TestRefresh.storeAll(owner);
        TestDatabase.execute(writer, "UPDATE h1_data SET high = 900 WHERE \"timestamp\" < now() - interval '80 days'");
        assertThatThrownBy(() -> TestRefresh.runRequested(writer)).isInstanceOf(SQLException.class)
                .hasMessageContaining("must be owner");
        TestRefresh.runRequested(owner);
        assertThat(TestDatabase.rows(owner, "SELECT count(*) > 0 FROM d1_data WHERE high = 900")).containsExactly("t");

        StorageConfig compressed = new StorageConfig(Optional.empty(), Optional.empty(), Optional.empty(), DAYS);
        assertThatThrownBy(() -> new StorageTask(writer, compressed).step()).isInstanceOf(SQLException.class)
                .hasMessageContaining("set SINKS_MAINTENANCE_USER");
        new StorageTask(owner, compressed).step();
        assertThat(TestDatabase.rows(owner,
                "SELECT compression_enabled FROM timescaledb_information.hypertables WHERE hypertable_name = 'h1_data'"))
                .containsExactly("t");
    }

    private static void retained(DatabaseAccess login) throws SQLException {
        try (StorageTask task = new StorageTask(login,
                new StorageConfig(Optional.empty(), Optional.empty(), DAYS, Optional.empty()))) {
            task.step();
        }
    }
}
