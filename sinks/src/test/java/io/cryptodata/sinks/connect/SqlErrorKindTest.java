package io.cryptodata.sinks.connect;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/// States of [PostgreSQL's Appendix A](https://www.postgresql.org/docs/17/errcodes-appendix.html).
class SqlErrorKindTest {
    @ParameterizedTest
    @CsvSource({
            // 08: connection
            "08000,TRANSIENT", "08003,TRANSIENT", "08006,TRANSIENT", "08P01,TRANSIENT",
            // 21, 22, 23, 44: data
            "21000,ROW", "22001,ROW", "22003,ROW", "22008,ROW", "22021,ROW", "22P02,ROW", "22P05,ROW", "23502,ROW",
            "23505,ROW", "23514,ROW", "44000,ROW",
            // 25: read-only after a failover
            "25006,TRANSIENT", "25P02,TRANSIENT",
            // 28, 3D, 3F, 42: login, database, tables
            "28P01,SETUP", "3D000,SETUP", "3F000,SETUP", "42501,SETUP", "42601,SETUP", "42703,SETUP", "42804,SETUP",
            "42P01,SETUP", "42P10,SETUP",
            // 40: serialization failure, deadlock
            "40001,TRANSIENT", "40P01,TRANSIENT",
            // 53: disk full, out of memory, too many connections
            "53100,TRANSIENT", "53200,TRANSIENT", "53300,TRANSIENT", "53400,TRANSIENT",
            // 54: a value beyond a limit of the program; too many columns or arguments are the statement's
            "54000,ROW", "54001,ROW", "54011,SETUP", "54023,SETUP",
            // 55: lock not available, object in use
            "55P03,TRANSIENT", "55006,TRANSIENT", "55000,SETUP", "55P02,SETUP",
            // 57: cancelled, shutdown, crash, starting up
            "57014,TRANSIENT", "57P01,TRANSIENT", "57P02,TRANSIENT", "57P03,TRANSIENT",
            // 58: errors of the disk pass or end with the server; a missing file is the installation's
            "58000,TRANSIENT", "58030,TRANSIENT", "58P01,SETUP",
            // XX: internal errors and corruption
            "XX000,SETUP", "XX001,SETUP", "XX002,SETUP"})
    void a_state_of_the_manual_has_one_kind(String state, SqlErrorKind kind) {
        assertThat(SqlErrorKind.of(new SQLException("refused", state))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"''", "5", "99999"})
    void a_state_outside_of_the_manual_needs_an_operator(String state) {
        assertThat(SqlErrorKind.of(new SQLException("refused", state))).isEqualTo(SqlErrorKind.SETUP);
        assertThat(SqlErrorKind.of(new SQLException("refused"))).isEqualTo(SqlErrorKind.SETUP);
    }
}
