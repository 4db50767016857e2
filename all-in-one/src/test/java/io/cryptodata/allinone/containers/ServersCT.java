package io.cryptodata.allinone.containers;

import io.cryptodata.schemas.Topics;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Migrations, topics and schemas against containers of the servers, each by itself.
class ServersCT {
    private static final int REPLICAS = 1;

    @Test
    void tables_are_created_by_their_owner_and_written_by_their_writer() throws SQLException {
        ContainerImage.require(ContainerImage.TIMESCALEDB);
        try (Network network = Network.newNetwork(); PostgreSQLContainer server = ServerContainers.database(network)) {
            server.start();
            DatabaseAccess owner = ServerContainers.login(server, DatabaseRole.OWNER);
            assertThat(Migrations.migrate(owner, Migrations.TIMEOUT).applied()).isPositive();
            assertThat(Migrations.migrate(owner, Migrations.TIMEOUT).applied()).isZero();
            assertThat(Migrations.check(owner.url(), owner.user(), owner.password())).isEmpty();
            requireHypertables(owner);
            requireRights(server);
        }
    }

    private static void requireHypertables(DatabaseAccess owner) throws SQLException {
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement();
                var hypertables = statement.executeQuery("""
                        SELECT count(*) FROM timescaledb_information.hypertables
                        WHERE hypertable_name IN ('h1_data', 'indicators', 'cg_data')""")) {
            assertThat(hypertables.next()).isTrue();
            assertThat(hypertables.getInt(1)).isEqualTo(3);
        }
    }

    private static void requireRights(PostgreSQLContainer server) throws SQLException {
        String insert = """
                INSERT INTO h1_data (last_id, asset, exchange, timestamp, open, high, low, close, volume, revision)
                VALUES (1, 'BTC/USDT', 'binance', '2024-05-01T12:00:00Z', 1, 2, 1, 2, 3, 0)""";
        execute(ServerContainers.login(server, DatabaseRole.WRITER), insert);
        assertThatThrownBy(() -> execute(ServerContainers.login(server, DatabaseRole.READER), insert))
                .isInstanceOf(SQLException.class).hasMessageContaining("read-only transaction");
    }

    private static void execute(DatabaseAccess login, String sql) throws SQLException {
        try (Connection connection = login.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void topics_are_created_once_with_the_settings_that_they_need() {
        ContainerImage.require(ContainerImage.KAFKA);
        Topics topics = Topics.withPartitions(Topics.DEFAULT_PARTITIONS);
        try (Network network = Network.newNetwork();
                KafkaContainer server = ServerContainers.kafka(network, ProxiedServer.KAFKA.address())) {
            server.start();
            try (Admin admin = Admin.create(KafkaAccess.plain(server.getBootstrapServers()).settings())) {
                assertThat(TopicAdmin.ensure(admin, topics, REPLICAS).created()).hasSameSizeAs(topics.all());
                assertThat(TopicAdmin.ensure(admin, topics, REPLICAS).created()).isEmpty();
                assertThat(TopicAdmin.missing(admin, List.of("candles.1h", "no.such.topic")))
                        .containsExactly("no.such.topic");
            }
        }
    }

    @Test
    void schemas_are_registered_once_and_stay_in_the_database() {
        ContainerImage.require(ContainerImage.TIMESCALEDB, ContainerImage.REGISTRY);
        try (Network network = Network.newNetwork();
                PostgreSQLContainer database = ServerContainers.database(network);
                GenericContainer<?> registry = ServerContainers.registry(network)) {
            database.start();
            registry.start();
            var first = SchemaRegistrar.register(ServerContainers.urlOf(registry));
            assertThat(first).isEqualTo(SchemaRegistrar.register(ServerContainers.urlOf(registry)));
            registry.stop();
            registry.start();
            assertThat(SchemaRegistrar.register(ServerContainers.urlOf(registry))).isEqualTo(first);
        }
    }
}
