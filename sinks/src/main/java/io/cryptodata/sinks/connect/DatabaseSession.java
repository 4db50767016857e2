package io.cryptodata.sinks.connect;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// The task's connection, opened on demand and again after a failure, with the columns of the table.
final class DatabaseSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSession.class);
    /// far longer than any batch takes
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

    private final UpsertConfig config;
    private @Nullable Open current;

    DatabaseSession(UpsertConfig config) {
        this.config = config;
    }

    /// A connection with the mapper and the writer for its table.
    record Open(Connection connection, RowMapper mapper, UpsertWriter writer) {}

    Open open() throws SQLException {
        Open open = current;
        if (open == null) {
            open = connect();
            current = open;
        }
        return open;
    }

    private Open connect() throws SQLException {
        Connection connection = config.database().connect("cda sink " + config.table(), STATEMENT_TIMEOUT);
        try {
            connection.setAutoCommit(false);
            TargetTable table = TargetTable.read(connection, config.table(), config.key(), config.version(),
                    config.versions());
            connection.commit();
            return new Open(connection, new RowMapper(table), new UpsertWriter(connection, table));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        Open open = current;
        current = null;
        if (open != null) {
            try {
                open.connection.close();
            } catch (SQLException e) {
                LOG.debug("the connection to {} was already broken", config.database(), e);
            }
        }
    }
}
