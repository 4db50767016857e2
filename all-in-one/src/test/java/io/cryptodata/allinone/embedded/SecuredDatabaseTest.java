package io.cryptodata.allinone.embedded;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.allinone.security.TestCertificate;
import io.cryptodata.api.database.Database;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.retry.Await;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A database that demands encryption and SCRAM.
class SecuredDatabaseTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    @TempDir
    private static Path folder = Path.of("");

    private static DataFolder data;
    private static EmbeddedDatabase database;
    private static Path certificate = Path.of("");

    @BeforeAll
    static void demands_encryption() throws Exception {
        data = DataFolder.open(folder, 0, _ -> Long.MAX_VALUE);
        DatabaseConfig config = DatabaseConfig.in(data, new LocalPort(LocalPort.free(), "database", "--database-port"))
                .withPrograms(TestRuntime.postgresPrograms());
        database = new EmbeddedDatabase(config);
        database.start();
        database.close();
        encrypt(config.data());
        database.start();
        Files.writeString(config.data().resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n");
        reload();
    }

    private static void encrypt(Path cluster) throws Exception {
        TestCertificate made = TestCertificate.in(folder);
        certificate = made.certificate();
        Path own = Files.copy(certificate, cluster.resolve("server.crt"));
        Path key = made.writeKey(cluster.resolve("server.key"));
        for (Path file : new Path[]{own, key}) {
            Files.setOwner(file, Files.getOwner(cluster.resolve("PG_VERSION")));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(cluster.resolve("postgresql.auto.conf"), "ssl = on\n", StandardOpenOption.APPEND);
    }

    /// The rules are read again by the signal HUP, soon after it is sent.
    private static void reload() throws IOException, InterruptedException {
        long server = database.process().orElseThrow().pid();
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(server)).start().waitFor()).isZero();
        assertThat(Await.until(() -> !acceptsPlainText(), TIMEOUT)).as("rules read again").isTrue();
    }

    private static boolean acceptsPlainText() {
        try {
            return !isEncrypted(at("?sslmode=disable", DatabaseRole.READER));
        } catch (SQLException refused) {
            return false;
        }
    }

    @AfterAll
    static void stop() {
        database.close();
        data.close();
    }

    @Test
    void logins_are_encrypted_and_the_certificate_is_verified() throws SQLException {
        assertThat(isEncrypted(at(verified(), DatabaseRole.OWNER))).isTrue();
        assertThatThrownBy(() -> isEncrypted(at("?sslmode=disable", DatabaseRole.OWNER)))
                .hasMessageContaining("no encryption");
        assertThatThrownBy(
                () -> isEncrypted(at("?sslmode=verify-full&sslrootcert=" + folder.resolve("none"), DatabaseRole.OWNER)))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void sinks_migrations_and_commands_connect() throws Exception {
        DatabaseAccess owner = at(verified(), DatabaseRole.OWNER);
        Migrations.migrate(owner, TIMEOUT);
        SinksConfig sinks = SinksConfig.from(Map.of("CDA_DATABASE_URL", owner.url(), "SINKS_DATABASE_USER",
                owner.user(), "SINKS_DATABASE_PASSWORD", owner.password()));
        assertThat(isEncrypted(sinks.database())).isTrue();
        Run run = Run.cda("sql", "--csv", "--url", withLogin(owner), ENCRYPTED);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("t");
    }

    @Test
    void a_connection_without_encryption_is_refused_with_what_to_add() {
        String plain = Database.withLogin(database.url() + "?sslmode=disable", DatabaseRole.OWNER.sqlName(),
                database.login(DatabaseRole.OWNER).password());
        Run run = Run.cda("sql", "--url", plain, "SELECT 1");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("demands an encrypted connection", "sslmode=verify-full&sslrootcert=FILE", "CDA_DATABASE_URL")
                .doesNotContain(database.login(DatabaseRole.OWNER).password());
    }

    @Test
    void a_wrong_password_is_refused_without_showing_it() {
        Run run = Run.cda("sql", "--url",
                Database.withLogin(database.url() + verified(), DatabaseRole.OWNER.sqlName(), "wrong-secret"),
                "SELECT 1");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("rejects the login cda_owner").doesNotContain("wrong-secret");
    }

    private static String withLogin(DatabaseAccess login) {
        return Database.withLogin(login.url(), login.user(), login.password());
    }

    private static String verified() {
        return "?sslmode=verify-full&sslrootcert=" + certificate;
    }

    private static DatabaseAccess at(String options, DatabaseRole role) {
        DatabaseAccess login = database.login(role);
        return new DatabaseAccess(login.url() + options, login.user(), login.password());
    }

    private static boolean isEncrypted(DatabaseAccess access) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ENCRYPTED)) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
