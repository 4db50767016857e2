package io.cryptodata.allinone.embedded;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.api.database.Database;
import io.cryptodata.service.retry.Await;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/// `./cda cleanup` against a running instance: a dry run, a run, and its row in `logs`.
final class CleanupCheck {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    /// three hours of one day, in all timeframes
    private static final String ROWS = """
            INSERT INTO indicators (last_id, timeframe, closed)
            SELECT candle_id('binance', 'ETH/USDT', opened), unnest(array['1h', '2h', '4h', '12h', '1d', '3d', '1w', '1m']), false
            FROM generate_series('2024-05-01 12:00+00'::timestamptz, '2024-05-01 14:00+00', '1 hour') AS opened""";

    private CleanupCheck() {}

    static void check(EmbeddedRuntime runtime, DatabaseAccess database) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(ROWS);
        }
        assertThat(cleanup(runtime, new DatabaseAccess(database.url(), database.user(), "wrong")).err())
                .contains("rejects the login " + database.user());
        Run dryRun = cleanup(runtime, database, "--dry-run");
        assertThat(dryRun.out()).as(dryRun.err()).contains("would delete 13 of 21 rows");
        assertThat(query(database, "SELECT count(*) FROM indicators")).isEqualTo("24");
        Run run = cleanup(runtime, database);
        assertThat(run.out()).as(run.err()).contains("deleted 13 of 21 rows");
        assertThat(run.status()).isZero();
        assertThat(query(database, "SELECT count(*) FROM indicators")).isEqualTo("11");
        String logged = "SELECT outcome || ' ' || (counts ->> 'deleted') FROM logs WHERE process = 'cleanup'";
        assertThat(Await.until(() -> query(database, logged).equals("OK 13"), TIMEOUT)).isTrue();
    }

    private static Run cleanup(EmbeddedRuntime runtime, DatabaseAccess database, String... more) {
        String[] arguments = new String[more.length + 7];
        String url = Database.withLogin(database.url(), database.user(), database.password());
        System.arraycopy(new String[]{"cleanup", "--url", url, "--kafka",
                runtime.broker().bootstrap(), "--registry", runtime.registry().url()}, 0, arguments, 0, 7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        return Run.cda(arguments);
    }

    private static String query(DatabaseAccess database, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "nothing";
        } catch (SQLException e) {
            return "database unavailable: " + e.getMessage();
        }
    }
}
