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
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// `./cda verify-store` and `./cda rebuild` against a running instance: what they find, repair and record.
record RebuildCheck(EmbeddedRuntime runtime, DatabaseAccess database) {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final String LOGGED = """
            SELECT outcome || ' ' || (counts ->> 'inserted') || ' ' || (counts ->> 'deleted') FROM logs
            WHERE process = 'rebuild.h1_data' ORDER BY started_at DESC LIMIT 1""";

    void check() throws Exception {
        // what earlier checks have inserted without a record
        Run rest = cda("rebuild", "--all", "--delete-absent");
        assertThat(rest.status()).as(rest.err()).isZero();
        String hours = query("SELECT count(*) FROM h1_data");
        assertThat(cda("verify-store", "h1_data").out())
                .startsWith("h1_data: equal to candles.1h, " + hours + " rows; ")
                .contains("records are no row");
        execute("""
                DELETE FROM h1_data WHERE asset = 'BTC/USDT'
                    AND "timestamp" = (SELECT max("timestamp") FROM h1_data WHERE asset = 'BTC/USDT');
                UPDATE h1_data SET close = 7, low = 7 WHERE asset = 'BTC/USDT'
                    AND "timestamp" = (SELECT min("timestamp") FROM h1_data WHERE asset = 'BTC/USDT')""");
        Run damaged = cda("verify-store", "h1_data");
        assertThat(damaged.status()).as(damaged.err()).isEqualTo(1);
        assertThat(damaged.out()).contains("1 missing, 1 different of " + hours + " rows", "close is 7, on the topic ",
                "missing   h1_data asset=BTC/USDT exchange=binance timestamp=");
        assertThat(cda("verify-store", "h1_data", "--json").out()).contains("\"missing\":1", "\"different\":1");
        assertThat(cda("rebuild", "h1_data").out())
                .contains("h1_data: " + hours + " rows of candles.1h: 1 inserted, 1 changed, 0 deleted");
        assertThat(Await.until(() -> query(LOGGED).equals("OK 1 0"), TIMEOUT)).isTrue();
        assertThat(cda("rebuild", "no_such_table").status()).isEqualTo(2);
        Run unreachable = Run.cda("verify-store", "--kafka", runtime.broker().bootstrap(), "--registry",
                runtime.registry().url(), "--url", "jdbc:postgresql://127.0.0.1:1/none", "h1_data");
        assertThat(unreachable.status()).as(unreachable.out() + unreachable.err()).isEqualTo(3);
        StoreCheck.requireEqual(runtime);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "nothing";
        } catch (SQLException e) {
            return "database unavailable: " + e.getMessage();
        }
    }

    private String url() {
        return Database.withLogin(database.url(), database.user(), database.password());
    }

    private Run cda(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--url", url(), "--kafka",
                runtime.broker().bootstrap(), "--registry", runtime.registry().url()));
        arguments.addAll(List.of(more));
        return Run.cda(arguments.toArray(String[]::new));
    }
}
