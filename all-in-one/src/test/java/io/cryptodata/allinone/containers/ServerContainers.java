package io.cryptodata.allinone.containers;

import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.MountableFile;

import java.nio.file.Path;
import java.time.Duration;

/// The servers of others, as `docker-compose.yml` configures them.
final class ServerContainers {
    /// Where the other containers of the network reach the servers.
    static final int KAFKA_PORT = 19092;
    static final int DATABASE_PORT = 5432;
    static final int REGISTRY_PORT = 8080;
    static final String DATABASE = "cryptodata";

    private static final int REGISTRY_HEALTH_PORT = 9000;
    private static final int EXECUTABLE = 0755;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));

    private ServerContainers() {}

    /// A broker.
    ///
    /// @param address where the other containers reach it: host and port
    static KafkaContainer kafka(Network network, String address) {
        return new KafkaContainer(ContainerImage.KAFKA.imageName().asCompatibleSubstituteFor("apache/kafka"))
                .withNetwork(network).withNetworkAliases(ContainerImage.KAFKA.host())
                .withListener(ContainerImage.KAFKA.host() + ":" + KAFKA_PORT, () -> address)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withStartupTimeout(PATIENCE);
    }

    /// A database with the product's roles, each of which has a password, and without tables.
    static PostgreSQLContainer database(Network network) {
        PostgreSQLContainer database = new PostgreSQLContainer(
                ContainerImage.TIMESCALEDB.imageName().asCompatibleSubstituteFor("postgres"))
                .withDatabaseName(DATABASE).withUsername("postgres").withPassword(passwordOf(DatabaseRole.OWNER))
                .withEnv("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256").withEnv("NO_TS_TUNE", "true")
                .withCommand("postgres", "-c", "wal_level=logical", "-c", "max_worker_processes=32", "-c",
                        "timescaledb.max_background_workers=16", "-c", "timescaledb.telemetry_level=off")
                .withNetwork(network).withNetworkAliases(ContainerImage.TIMESCALEDB.host())
                .withStartupTimeout(PATIENCE);
        database.withCopyFileToContainer(
                MountableFile.forHostPath(ROOT.resolve("infra/docker/timescaledb/900-roles.sh"), EXECUTABLE),
                "/docker-entrypoint-initdb.d/900-roles.sh");
        database.withCopyFileToContainer(
                MountableFile.forHostPath(ROOT.resolve("sinks/src/main/resources/db/access")), "/opt/cda/access");
        giveSecrets(database);
        return database;
    }

    /// A registry that stores in that database.
    static GenericContainer<?> registry(Network network) {
        return new GenericContainer<>(ContainerImage.REGISTRY.imageName())
                .withNetwork(network).withNetworkAliases(ContainerImage.REGISTRY.host())
                .withEnv("APICURIO_STORAGE_KIND", "sql").withEnv("APICURIO_STORAGE_SQL_KIND", "postgresql")
                .withEnv("APICURIO_DATASOURCE_URL", "jdbc:postgresql://%s:%d/%s?currentSchema=registry"
                        .formatted(ContainerImage.TIMESCALEDB.host(), DATABASE_PORT, DATABASE))
                .withEnv("APICURIO_DATASOURCE_USERNAME", DatabaseRole.REGISTRY.sqlName())
                .withEnv("APICURIO_DATASOURCE_PASSWORD", passwordOf(DatabaseRole.REGISTRY))
                .withExposedPorts(REGISTRY_PORT, REGISTRY_HEALTH_PORT)
                .waitingFor(Wait.forHttp("/health/ready").forPort(REGISTRY_HEALTH_PORT).withStartupTimeout(PATIENCE));
    }

    /// Where this machine reaches the registry.
    static String urlOf(GenericContainer<?> registry) {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT);
    }

    /// A login from this machine.
    static DatabaseAccess login(PostgreSQLContainer database, DatabaseRole role) {
        return login(database.getHost(), database.getMappedPort(DATABASE_PORT), role);
    }

    static DatabaseAccess login(String host, int port, DatabaseRole role) {
        return new DatabaseAccess("jdbc:postgresql://%s:%d/%s".formatted(host, port, DATABASE), role.sqlName(),
                passwordOf(role));
    }

    /// Every role's password, where the containers expect it.
    static void giveSecrets(GenericContainer<?> container) {
        for (DatabaseRole role : DatabaseRole.values()) {
            container.withCopyToContainer(Transferable.of(passwordOf(role)), "/run/secrets/" + role.sqlName());
        }
    }

    private static String passwordOf(DatabaseRole role) {
        return "of-the-test-" + role.sqlName();
    }
}
