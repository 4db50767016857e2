package io.cryptodata.allinone.embedded;

import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// PostgreSQL as a child process: durable, on a fixed loopback port, with the database `cryptodata`. Only the roles of
/// [DatabaseRole] can log in, each with its password.
public final class EmbeddedDatabase implements Part {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    /// recovery after a crash replays the write-ahead log
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final String LOGIN_REFUSED = "28";

    private final DatabaseConfig config;
    private final PostgresCluster cluster;
    private final PostgresRoles roles;
    private final OwnedProcess server;
    private final PostgresLog log;
    private volatile String activity = "not started";

    public EmbeddedDatabase(DatabaseConfig config) {
        this.config = config;
        this.cluster = new PostgresCluster(config.data());
        this.log = new PostgresLog(config.logs());
        this.roles = new PostgresRoles(config);
        this.server = new OwnedProcess("PostgreSQL with its data in " + config.data(), READY_TIMEOUT, STOP_TIMEOUT);
    }

    @Override
    public String name() {
        return "database";
    }

    /// JDBC address of the product's database, without a login.
    public String url() {
        return config.url(DatabaseConfig.DATABASE);
    }

    /// The product's database with the login of one of its roles.
    public DatabaseAccess login(DatabaseRole role) {
        return new DatabaseAccess(url(), role.sqlName(), config.passwords().of(role));
    }

    @Override
    public String describe() {
        return "PostgreSQL " + url() + " (" + config.passwords() + ")";
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
        cluster.writeAccessRules(user);
        activity = "setting up its roles";
        roles.setUp(programs, user);
        activity = "waiting for port " + config.port().number();
        log.mark();
        server.start(launch(programs, user), this::responds, "");
        requireLogin();
    }

    private ChildProcess.Launch launch(PostgresFiles programs, OrdinaryUser user) {
        List<String> command = new ArrayList<>(List.of(programs.program("postgres"), "-D", config.data().toString()));
        command.addAll(PostgresConfig.arguments(config));
        return new ChildProcess.Launch("database", user.command(command), Map.of(),
                config.logs().resolve("postgres-start.log"), config.pidFile(), Signal.INT, Signal.QUIT,
                log::reason);
    }

    private boolean responds() {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException failed) {
            LOG.debug("the database does not respond yet: {}", failed.getMessage());
            return isRefused(failed);
        }
    }

    private Connection connect() throws SQLException {
        return login(DatabaseRole.OWNER).connect();
    }

    private static boolean isRefused(SQLException failed) {
        return String.valueOf(failed.getSQLState()).startsWith(LOGIN_REFUSED);
    }

    private void requireLogin() {
        try (Connection connection = connect()) {
            LOG.debug("logged in to {}", connection.getCatalog());
        } catch (SQLException failed) {
            close();
            if (isRefused(failed)) {
                roles.forget();
            }
            throw new StartException("PostgreSQL refuses the " + config.passwords() + ": " + failed.getMessage()
                    + ". The next start sets them up again.", failed);
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
