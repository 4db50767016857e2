package io.cryptodata.api.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// A limited number of connections for queries, and a few others for bulk responses, whose clients may be slow. A connection
/// that does not become free in time is a [java.sql.SQLTransientConnectionException], never an endless wait. All are read
/// only, and every statement ends within its time limit.
public final class ReadPool implements AutoCloseable {
    private static final Duration UNUSED = Duration.ofMinutes(1);
    private static final Duration ALIVE_CHECK = Duration.ofSeconds(5);
    private static final int SOCKET_RESERVE_SECONDS = 5;

    private final HikariDataSource queries;
    private final HikariDataSource bulk;

    /// @param connections for queries
    /// @param bulkConnections for bulk responses
    /// @param maxWait for a connection
    /// @param statementTimeout of each statement
    public record Limits(int connections, int bulkConnections, Duration maxWait, Duration statementTimeout) {
        public static Limits standard() {
            return new Limits(8, 4, Duration.ofSeconds(2), Duration.ofSeconds(15));
        }
    }

    /// Connects when the first query asks for it.
    public ReadPool(DatabaseLogin login, Limits limits) {
        this.queries = source(login, "api-queries", limits.connections, limits);
        this.bulk = source(login, "api-bulk", limits.bulkConnections, limits);
    }

    private static HikariDataSource source(DatabaseLogin login, String name, int connections, Limits limits) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(login.url());
        config.setUsername(login.user());
        if (!login.password().isEmpty()) { // without one the driver reads ~/.pgpass
            config.setPassword(login.password());
        }
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setIdleTimeout(UNUSED.toMillis());
        config.setConnectionTimeout(limits.maxWait.toMillis());
        config.setValidationTimeout(Math.min(limits.maxWait.toMillis(), ALIVE_CHECK.toMillis()));
        config.setInitializationFailTimeout(-1);
        config.setReadOnly(true);
        config.addDataSourceProperty("ApplicationName", "cda-api");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout",
                Long.toString(limits.statementTimeout.toSeconds() + SOCKET_RESERVE_SECONDS));
        config.addDataSourceProperty("options", "-c statement_timeout=" + limits.statementTimeout.toMillis()
                + " -c idle_in_transaction_session_timeout=60s -c jit=off");
        return new HikariDataSource(config);
    }

    /// A connection for a query of limited size; the caller closes it soon, before it writes to the client.
    ///
    /// @throws java.sql.SQLTransientConnectionException if none became free in time
    public Connection connection() throws SQLException {
        return queries.getConnection();
    }

    /// A connection for a response that is written while rows are read; the caller closes it.
    ///
    /// @throws java.sql.SQLTransientConnectionException if none became free in time
    public Connection bulk() throws SQLException {
        return bulk.getConnection();
    }

    /// The number of connections in use.
    public int active() {
        return active(queries) + active(bulk);
    }

    /// The number of threads that wait for a connection.
    public int waiting() {
        return waiting(queries) + waiting(bulk);
    }

    private static int active(HikariDataSource source) {
        return source.getHikariPoolMXBean() == null ? 0 : source.getHikariPoolMXBean().getActiveConnections();
    }

    private static int waiting(HikariDataSource source) {
        return source.getHikariPoolMXBean() == null ? 0 : source.getHikariPoolMXBean().getThreadsAwaitingConnection();
    }

    @Override
    public void close() {
        queries.close();
        bulk.close();
    }
}
