package io.cryptodata.allinone.api;

import io.cryptodata.api.database.DatabaseLogin;
import io.cryptodata.api.database.ReadPool;
import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.query.Reader;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A database with the product's tables and views and the world of the documented queries: seventy days of eight markets.
/// The server is one for all tests, that of `CDA_TEST_DATABASE_URL` where it is set; each database is one of its own.
final class SeededDatabase implements AutoCloseable {
    private static final Path WORLD = Path
            .of(System.getProperty("repository.root", ".."), "sinks/src/test/resources/db/documented/world.sql");
    /// a server with TimescaleDB, as the tests of the tables use it
    private static final Optional<String> ELSEWHERE = Optional.ofNullable(System.getenv("CDA_TEST_DATABASE_URL"))
            .filter(url -> !url.isBlank());
    private static final String TEMPLATE = "seeded";
    private static final Duration STARTUP_WAIT = Duration.ofMinutes(2);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseAccess access;
    private final ReadPool pool;

    private SeededDatabase(DatabaseAccess access) {
        this.access = access;
        this.pool = new ReadPool(new DatabaseLogin(access.url(), access.user(), access.password()),
                ReadPool.Limits.standard());
    }

    private static final class Server {
        static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("fsync", "off").setLocaleConfig("locale", "C")
                        .setPGStartupWait(STARTUP_WAIT).start();
                execute(access(server, "postgres"), "CREATE DATABASE " + TEMPLATE);
                fill(access(server, TEMPLATE));
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// What the documented queries do not need: every indicator, flags, a coin without a rank, runs that failed.
    private static final String MORE = """
            UPDATE indicators AS i SET ema10 = i.ema36 + 0.5, ema200 = i.ema36 - 0.125, sma200 = i.ema36, ehma180 = i.ema36 + 1,
                bbm202 = i.ema36, bbl202 = i.ema36 * 0.98, bbu202 = i.ema36 * 1.02, bbw202 = 4, td_seq_up = (i.last_id >> 43) % 10,
                td_seq_down = 0, st73 = i.ema36 * 0.97, range_pct = 0.25, high_low_range_pct = 0.45;
            UPDATE indicators SET rsi14 = NULL, volume_usd = NULL WHERE last_id >> 43 < 473370;
            UPDATE universe SET rank = CASE split_part(asset, '/', 1) WHEN 'BTC' THEN 1 WHEN 'ETH' THEN 2 WHEN 'SOL' THEN 5 END;
            INSERT INTO universe (exchange, asset, venue_symbol, tracked, reason, updated_at)
                VALUES ('okx', 'NEW/USDT:USDT', 'NEW-USDT-SWAP', false, 'excluded', '2024-03-11 04:56Z');
            INSERT INTO asset_declaration (asset, exchange, track, note, declared_at)
                VALUES ('BTC/USDT', 'binance', true, 'always, "whatever" the rank', '2024-02-01 00:00Z');
            INSERT INTO flags (base, flag, value, note, set_at)
                VALUES ('NEW', 'excluded', true, NULL, '2024-02-02 00:00Z'), ('BTC', 'excluded', false, '', '2024-02-03 00:00Z');
            INSERT INTO cg_data (coin_id, symbol, name, close, market_cap, "timestamp")
                VALUES ('odd', 'odd', 'Odd, "quoted" coin', 0.00000012, 1000000000000000, '2024-03-11 05:30Z');
            INSERT INTO logs (process, started_at, finished_at, outcome, counts, detail) VALUES
                ('cleanup', '2024-03-10 03:00Z', '2024-03-10 03:00:01.5Z', 'FAILED', '{"rows": 0}', 'disk full'),
                ('cleanup', '2024-03-11 03:00Z', NULL, NULL, NULL, NULL);
            """;

    static SeededDatabase create() {
        String name = "api" + COUNT.incrementAndGet();
        if (ELSEWHERE.isEmpty()) {
            execute(access(Server.ONE, "postgres"), "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
            return new SeededDatabase(access(Server.ONE, name));
        }
        DatabaseAccess administrator = DatabaseAccess.of(ELSEWHERE.get(),
                new DatabaseAccess(ELSEWHERE.get(), "postgres", ""));
        execute(administrator, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        execute(administrator, "CREATE DATABASE " + name);
        DatabaseAccess created = new DatabaseAccess(administrator.url().replaceFirst("/[^/]*$", "/" + name),
                administrator.user(), administrator.password());
        fill(created);
        return new SeededDatabase(created);
    }

    private static void fill(DatabaseAccess database) {
        Migrations.migrate(database, STARTUP_WAIT);
        try {
            execute(database, Files.readString(WORLD));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        execute(database, MORE);
        execute(database, "ANALYZE");
    }

    private static DatabaseAccess access(EmbeddedPostgres server, String name) {
        return new DatabaseAccess("jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), name), "postgres",
                "postgres");
    }

    ReadPool pool() {
        return pool;
    }

    ReadTransactions transactions() {
        return new ReadTransactions(pool::connection);
    }

    Reader reader() {
        return new Reader(transactions(), new ReadTransactions(pool::bulk));
    }

    void execute(String sql) {
        execute(access, sql);
    }

    private static void execute(DatabaseAccess database, String sql) {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /// The rows of a query, columns as text separated by `|`, null as `∅`.
    List<String> rows(String sql) {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    String value = result.getString(column);
                    row.add(value == null ? "∅" : value);
                }
                rows.add(String.join("|", row));
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
