package io.cryptodata.allinone.embedded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresLogTest {
    private static final String AT = "2026-03-01 12:00:00.123 UTC [4711] ";

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("postgres-Sun.log");
    }

    private void log(String... lines) throws IOException {
        for (String line : lines) {
            Files.writeString(file(), AT + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    @Test
    void the_reason_is_the_first_panic_and_not_the_end_that_follows_from_it() throws IOException {
        PostgresLog log = new PostgresLog(folder);
        log("PANIC:  could not write to file \"pg_wal/old\": an earlier run");
        log.mark();
        log("ERROR:  could not extend file \"base/5/16384\": No space left on device",
                "FATAL:  the database system is not yet accepting connections",
                "PANIC:  could not write to file \"pg_wal/xlogtemp.4711\": No space left on device",
                "LOG:  startup process (PID 4711) was terminated by signal 6: Aborted",
                "LOG:  aborting startup due to startup process failure", "LOG:  database system is shut down");
        assertThat(log.reason())
                .contains("PANIC: could not write to file \"pg_wal/xlogtemp.4711\": No space left on device");
    }

    @Test
    void a_full_disk_counts_more_than_another_fatal_line() throws IOException {
        PostgresLog log = new PostgresLog(folder);
        log("FATAL:  could not create lock file",
                "LOG:  could not write temporary statistics file: No space left on device");
        assertThat(log.reason()).contains("LOG: could not write temporary statistics file: No space left on device");
    }

    @Test
    void a_session_that_ends_is_no_reason() throws IOException {
        PostgresLog log = new PostgresLog(folder);
        log("FATAL:  terminating connection due to administrator command",
                "FATAL:  the database system is starting up");
        assertThat(log.reason()).isEmpty();
        log("FATAL:  could not access status of transaction 7");
        assertThat(log.reason()).contains("FATAL: could not access status of transaction 7");
    }

    @Test
    void a_file_that_was_started_anew_is_read_from_its_start() throws IOException {
        PostgresLog log = new PostgresLog(folder);
        log("LOG:  a long line of the week before, which is overwritten");
        log.mark();
        Files.delete(file());
        log("PANIC:  short");
        assertThat(log.reason()).contains("PANIC: short");
    }

    @Test
    void without_a_log_there_is_no_reason() {
        assertThat(new PostgresLog(folder.resolve("none")).reason()).isEmpty();
    }
}
