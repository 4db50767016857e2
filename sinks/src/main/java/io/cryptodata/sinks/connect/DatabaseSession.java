package io.cryptodata.sinks.connect;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// The task's one connection, opened when it is needed and again after trouble, with what was learnt about the table.
final class DatabaseSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSession.class);
    /// far longer than any batch takes
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final UpsertConfig settings;
    private @Nullable Opened opened;

    DatabaseSession(UpsertConfig settings) {
        this.settings = settings;
    }

    /// A connection with what belongs to it.
    record Opened(Connection connection, RowMapper mapper, UpsertWriter writer) {}

    Opened opened() throws SQLException {
        Opened open = opened;
        if (open == null) {
            open = open();
            opened = open;
        }
        return open;
    }

    private Opened open() throws SQLException {
        Connection connection = settings.database().connect("cda sink " + settings.table(), ANSWER_WITHIN);
        try {
            connection.setAutoCommit(false);
            TargetTable table = TargetTable.read(connection, settings.table(), settings.key(), settings.newestBy());
            connection.commit();
            return new Opened(connection, new RowMapper(table), new UpsertWriter(connection, table));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        Opened open = opened;
        opened = null;
        if (open != null) {
            try {
                open.connection.close();
            } catch (SQLException e) {
                LOG.debug("the connection to {} was gone already", settings.database(), e);
            }
        }
    }
}
