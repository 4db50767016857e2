package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// PostgreSQL as a child process: durable, on a fixed loopback port, with the database `cryptodata`.
public final class EmbeddedDatabase implements Part {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    /// recovery after a crash replays the write-ahead log
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final int CONNECT_SECONDS = 3;

    private final DatabaseConfig config;
    private final PostgresCluster cluster;
    private final OwnedProcess server;
    private final PostgresLog log;
    private volatile String activity = "not started";

    public EmbeddedDatabase(DatabaseConfig config) {
        this.config = config;
        this.cluster = new PostgresCluster(config.data());
        this.log = new PostgresLog(config.logs());
        this.server = new OwnedProcess("PostgreSQL with its data in " + config.data(), READY_TIMEOUT, STOP_TIMEOUT);
    }

    @Override
    public String name() {
        return "database";
    }

    /// JDBC address of the product's database; the user is [DatabaseConfig#USER], with any password.
    public String url() {
        return config.url(DatabaseConfig.DATABASE);
    }

    @Override
    public String describe() {
        return "PostgreSQL " + url() + " (user " + DatabaseConfig.USER + ")";
    }

    @Override
    public String activity() {
        return activity;
    }

    @Override
    public void start() {
        if (server.isStarted()) {
            return;
        }
        config.port().requireFree();
        activity = "unpacking PostgreSQL";
        PostgresFiles programs = PostgresFiles.unpackedIn(config.programs());
        OrdinaryUser user = OrdinaryUser.find(programs.root(), config.home());
        user.handOver(config.home(), config.logs());
        if (!cluster.exists()) {
            activity = "creating the cluster";
            cluster.create(programs, user, config.logs().resolve("postgres-init.log"));
        }
        cluster.removeStaleLock();
        activity = "waiting for port " + config.port().number();
        log.mark();
        server.start(launch(programs, user), this::responds, "");
        createDatabaseOnce();
    }

    private ChildProcess.Launch launch(PostgresFiles programs, OrdinaryUser user) {
        List<String> command = new ArrayList<>(List.of(programs.program("postgres"), "-D", config.data().toString()));
        command.addAll(PostgresConfig.arguments(config));
        return new ChildProcess.Launch("database", user.command(command),
                config.logs().resolve("postgres-start.log"), config.pidFile(), Signal.INT, Signal.QUIT,
                log::reason);
    }

    private boolean responds() {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException notYet) {
            LOG.debug("the database does not respond yet: {}", notYet.getMessage());
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(config.url(database) + "?loginTimeout=" + CONNECT_SECONDS,
                DatabaseConfig.USER, DatabaseConfig.USER);
    }

    private void createDatabaseOnce() {
        String exists = "SELECT 1 FROM pg_database WHERE datname = '" + DatabaseConfig.DATABASE + "'";
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(exists)) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DatabaseConfig.DATABASE);
            }
        } catch (SQLException failed) {
            close();
            throw new StartException("The database " + DatabaseConfig.DATABASE + " could not be created: "
                    + failed.getMessage() + ".", failed);
        }
    }

    /// The child process; empty while none runs.
    public Optional<ProcessHandle> process() {
        return server.handle();
    }

    @Override
    public Health health() {
        return server.health();
    }

    @Override
    public void close() {
        server.stop();
    }
}
