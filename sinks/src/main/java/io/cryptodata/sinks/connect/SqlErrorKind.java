package io.cryptodata.sinks.connect;

import java.sql.SQLException;

/// What an SQL error means for the records of a batch, by its SQLState.
/// See [Appendix A of PostgreSQL's manual](https://www.postgresql.org/docs/17/errcodes-appendix.html).
enum SqlErrorKind {
    /// A row is at fault: it fails again, others do not.
    ROW,
    /// The database is unavailable, busy or full: the same records succeed later.
    TRANSIENT,
    /// Tables, privileges or settings are wrong: an operator has to act.
    SETUP;

    static SqlErrorKind of(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String group = state.substring(0, Math.min(2, state.length()));
        return switch (group) {
            case "22", "23" -> ROW;
            // connection, transaction rollback (deadlock), resources, operator intervention, read-only after a failover
            case "08", "40", "53", "57", "25" -> TRANSIENT;
            case "55" -> "55P03".equals(state) ? TRANSIENT : SETUP;
            default -> SETUP;
        };
    }
}
