package io.cryptodata.sinks.slot;

import io.cryptodata.sinks.database.DatabaseAccess;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The state of the slot in the database, and the keys of the tables that are read through it. One connection per call.
public final class ReplicationSlot {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(20);
    private static final String STATE = """
            SELECT active, coalesce(wal_status, 'lost'), restart_lsn - '0/0'::pg_lsn,
                   pg_current_wal_lsn() - restart_lsn, pg_size_bytes(current_setting('max_slot_wal_keep_size')),
                   pg_current_wal_lsn() - coalesce(confirmed_flush_lsn, restart_lsn)
            FROM pg_replication_slots WHERE slot_name = ?""";
    private static final String TERMINATE_READER = """
            SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots
            WHERE slot_name = ? AND active_pid IS NOT NULL""";
    private static final String DROP = """
            SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?""";

    private final DatabaseAccess database;
    private final String name;

    public ReplicationSlot(DatabaseAccess database, String name) {
        this.database = database;
        this.name = name;
    }

    String name() {
        return name;
    }

    /// What PostgreSQL reports of it.
    public SlotState state() throws SQLException {
        try (Connection connection = connect(); PreparedStatement statement = connection.prepareStatement(STATE)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? stateIn(found) : new SlotState.Missing();
            }
        }
    }

    private static SlotState stateIn(ResultSet found) throws SQLException {
        String status = found.getString(2);
        return "lost".equals(status)
                ? new SlotState.Lost("its limit of retained log (max_slot_wal_keep_size) was exceeded")
                : new SlotState.Usable(found.getBoolean(1), found.getLong(3), found.getLong(4),
                        found.getLong(5), found.getLong(6), "unreserved".equals(status));
    }

    /// Terminates the reader of the slot and drops it; does nothing if it does not exist.
    void drop() throws SQLException {
        try (Connection connection = connect()) {
            for (String each : List.of(TERMINATE_READER, DROP)) {
                try (PreparedStatement statement = connection.prepareStatement(each)) {
                    statement.setString(1, name);
                    statement.execute();
                }
            }
        }
    }

    /// The keys of a table's rows, as on its topic.
    ///
    /// @param sql a query with one text column
    Set<String> keys(String sql) throws SQLException {
        Set<String> keys = new TreeSet<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                keys.add(found.getString(1));
            }
        }
        return keys;
    }

    private Connection connect() throws SQLException {
        return database.connect("cda slot watch", STATEMENT_TIMEOUT);
    }
}
