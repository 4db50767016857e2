package io.cryptodata.sinks.connect;

import java.sql.SQLException;

/// What an SQL error means for the records at hand, told from its SQLState.
/// See [Appendix A of PostgreSQL's manual](https://www.postgresql.org/docs/17/errcodes-appendix.html).
enum SqlTrouble {
    /// A row is at fault: it will fail again, others will not.
    ROW,
    /// The database is away, busy or full: the same records will do later.
    PASSING,
    /// Tables, rights or settings are not as they must be: somebody has to act.
    SETUP;

    static SqlTrouble of(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String group = state.substring(0, Math.min(2, state.length()));
        return switch (group) {
            case "22", "23" -> ROW;
            // connection, transaction rollback (deadlock), resources, operator intervention, read-only after a failover
            case "08", "40", "53", "57", "25" -> PASSING;
            case "55" -> "55P03".equals(state) ? PASSING : SETUP;
            default -> SETUP;
        };
    }
}
