package io.cryptodata.sinks.connect;

import java.sql.SQLException;
import java.util.Set;

/// What an SQL error means for the records of a batch, by its SQLState.
/// See [Appendix A of PostgreSQL's manual](https://www.postgresql.org/docs/17/errcodes-appendix.html).
enum SqlErrorKind {
    /// A row is at fault: it fails again, others do not.
    ROW,
    /// The database is unavailable, busy or full: the same records succeed later.
    TRANSIENT,
    /// Tables, privileges or settings are wrong: an operator has to act.
    SETUP;

    /// too many columns, too many arguments
    private static final Set<String> STATEMENT_LIMITS = Set.of("54011", "54023");
    /// object in use, lock not available
    private static final Set<String> BUSY = Set.of("55006", "55P03");

    static SqlErrorKind of(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String group = state.substring(0, Math.min(2, state.length()));
        return switch (group) {
            case "22", "23", "44" -> ROW;
            // of a statement for many rows: two rows of one key; halved until each is alone
            case "21" -> ROW;
            // a value beyond a limit of the server, such as the size of an index entry
            case "54" -> STATEMENT_LIMITS.contains(state) ? SETUP : ROW;
            // connection, read-only after a failover, transaction rollback (deadlock), resources, operator intervention
            case "08", "25", "40", "53", "57" -> TRANSIENT;
            case "55" -> BUSY.contains(state) ? TRANSIENT : SETUP;
            // errors of the system, except for a missing or duplicate file
            case "58" -> state.startsWith("580") ? TRANSIENT : SETUP;
            default -> SETUP;
        };
    }
}
