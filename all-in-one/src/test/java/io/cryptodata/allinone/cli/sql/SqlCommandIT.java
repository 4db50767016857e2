package io.cryptodata.allinone.cli.sql;

import io.cryptodata.allinone.cli.Run;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/// `./cda sql` against a real PostgreSQL.
class SqlCommandIT {
    private static EmbeddedPostgres postgres;
    private static String url = "";

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(Duration.ofMinutes(2)).start();
        url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
        assertThat(
                sql("CREATE TABLE t (id int PRIMARY KEY, at timestamptz, close numeric, note text, ok boolean)").err())
                .isEqualToIgnoringNewLines("done");
        assertThat(sql("INSERT INTO t VALUES (1, '2026-01-01T02:00:00+02', 67000.50, 'a,b', true), "
                + "(2, NULL, NULL, NULL, NULL)").err()).isEqualToIgnoringNewLines("2 rows changed");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void rows_are_printed_as_a_table() {
        Run run = sql("SELECT * FROM t ORDER BY id");
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("""
                id  at                       close  note  ok
                --  --------------------  --------  ----  ----
                 1  2026-01-01T00:00:00Z  67000.50  a,b   true
                 2  ∅                            ∅  ∅     ∅
                (2 rows)
                """);
    }

    @Test
    void rows_are_printed_as_csv() {
        assertThat(sql("--csv", "SELECT * FROM t ORDER BY id").out()).isEqualTo("""
                id,at,close,note,ok
                1,2026-01-01T00:00:00Z,67000.50,"a,b",true
                2,,,,
                """);
    }

    @Test
    void writes_are_committed_including_those_that_return_rows() {
        assertThat(sql("INSERT INTO t (id) VALUES (10) RETURNING id").out()).contains("10");
        assertThat(sql("--csv", "SELECT count(*) FROM t WHERE id = 10").out()).isEqualTo("count\n1\n");
        assertThat(sql("DELETE FROM t WHERE id = 10").err()).isEqualToIgnoringNewLines("1 row changed");
    }

    @Test
    void a_read_only_session_reads_and_writes_nothing() {
        assertThat(sql("--read-only", "--csv", "SELECT note FROM t WHERE id = 1").out()).isEqualTo("note\n\"a,b\"\n");
        Run run = sql("--read-only", "INSERT INTO t (id) VALUES (11)");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("cannot execute INSERT in a read-only transaction");
    }

    @Test
    void a_server_error_is_its_message_and_status_1() {
        Run run = sql("SELECT * FROM nowhere");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("relation \"nowhere\" does not exist", "at character: 15")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void statements_that_cannot_run_in_transactions_run() {
        assertThat(sql("VACUUM t").status()).isZero();
    }

    @Test
    void notices_go_to_standard_error() {
        Run run = sql("DROP TABLE IF EXISTS never_was");
        assertThat(run.err()).contains("never_was", "done");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void many_rows_are_streamed() {
        assertThat(sql("--csv", "SELECT g FROM generate_series(1, 200000) g").out().lines()).hasSize(200_001);
    }

    private static Run sql(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "sql";
        all[1] = "--url";
        all[2] = url;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Run.cda(all);
    }
}
