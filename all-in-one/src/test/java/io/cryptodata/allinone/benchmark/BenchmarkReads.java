package io.cryptodata.allinone.benchmark;

import io.cryptodata.api.database.DatabaseLogin;
import io.cryptodata.api.database.ReadPool;
import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.http.Access;
import io.cryptodata.api.http.ApiServer;
import io.cryptodata.api.http.Limits;
import io.cryptodata.api.http.Origins;
import io.cryptodata.api.http.ServerConfig;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.rest.ReadModels;
import io.cryptodata.api.rest.ReadResource;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Measures routes of the read API as a client sees them, on plain PostgreSQL and on the TimescaleDB that
/// `CDA_TEST_DATABASE_URL` names, with all markets behind by nothing.
public final class BenchmarkReads {
    private static int runs = 100;
    private static String only = "";
    private static final int WARM_UP = 10;
    private static final int HOURS_WITH_ALL_TIMEFRAMES = 200;

    private static final String UNIVERSE = """
            INSERT INTO universe (exchange, asset, venue_symbol, tracked, reason, rank, updated_at)
            SELECT exchange, asset, replace(asset, '/', ''), true, 'rules', row_number() OVER (ORDER BY asset), newest FROM candle_markets""";
    private static final String COMPLETENESS = """
            INSERT INTO completeness (exchange, asset, expected_from, contiguous_up_to, known_up_to, present, quarantined, missing,
                                      confirmed_empty, state, updated_at)
            SELECT exchange, asset, oldest, newest + interval '1 hour', newest + interval '1 hour',
                   extract(epoch FROM newest - oldest) / 3600 + 1, 0,
                   (SELECT jsonb_agg(jsonb_build_object('from', oldest + n * interval '20 hours', 'to', oldest + n * interval '20 hours' + interval '1 hour',
                        'cause', 'BAD_ROWS')) FROM generate_series(1, 10) n),
                   (SELECT jsonb_agg(jsonb_build_object('from', oldest + n * interval '30 hours', 'to', oldest + n * interval '30 hours' + interval '2 hours'))
                    FROM generate_series(1, 10) n), 'LIVE', newest
            FROM candle_markets""";
    /// every hour has a row of each timeframe, as live hours do; and the last hour of the two newest closed buckets
    private static final String INDICATORS = """
            INSERT INTO indicators (last_id, timeframe, ema10, ema36, ema200, sma200, ehma180, rsi14, bbm202, bbl202, bbu202, bbw202, st73,
                                    diff_ema200_pct, range_pct, high_low_range_pct, volume_usd, td_seq_up, td_seq_down, closed)
            SELECT h.last_id, t.timeframe, close * 1.01, close * 1.02, close * 0.9912, close * 0.99345, close, (last_id %% 997) / 10.0, close, close * 0.98,
                   close * 1.02, 4, close * 0.97, (last_id %% 991) / 100.0, 0.25, 0.45, volume * close, (last_id %% 10)::integer, 0,
                   candle_closes_at(last_id, t.timeframe) = "timestamp" + interval '1 hour'
            FROM h1_data AS h CROSS JOIN candle_timeframes AS t
            WHERE h."timestamp" > timestamptz '%1$s' - interval '%2$d hours'
               OR h."timestamp" > timestamptz '%1$s' - 3 * t.width AND candle_closes_at(last_id, t.timeframe) = "timestamp" + interval '1 hour'
            ON CONFLICT DO NOTHING""";

    private BenchmarkReads() {}

    /// @param arguments see [StoreOptions]; `loaded=URL` measures a database of a run before, `runs=` another number of requests,
    ///        `only=` the requests with this text, `keep=true` goes on serving
    public static void main(String[] arguments) throws Exception {
        for (String argument : arguments) {
            if (argument.startsWith("runs=")) {
                runs = Integer.parseInt(argument.substring("runs=".length()));
            } else if (argument.startsWith("only=")) {
                only = argument.substring("only=".length());
            }
        }
        boolean isKept = Arrays.asList(arguments).contains("keep=true");
        StoreOptions options = StoreOptions.of(arguments);
        System.out.printf("Java %s, %d processors, %s%n", Runtime.version(),
                Runtime.getRuntime().availableProcessors(), options);
        for (String argument : arguments) {
            if (argument.startsWith("loaded=")) {
                measure(new StoreServer("loaded", false,
                        new DatabaseAccess(argument.substring("loaded=".length()), "postgres", "postgres"), () -> {}),
                        isKept);
                return;
            }
        }
        List<StoreServer> servers = new ArrayList<>();
        try {
            if (!Arrays.asList(arguments).contains("plain=false")) {
                servers.add(StoreServer.plain());
            }
            StoreServer.community().ifPresent(servers::add);
            for (StoreServer server : servers) {
                load(server, options);
                measure(server, isKept);
            }
        } finally {
            servers.forEach(StoreServer::close);
        }
    }

    private static void load(StoreServer server, StoreOptions options) throws SQLException {
        new StoreLoad(server, options).run();
        server.execute(UNIVERSE, COMPLETENESS,
                INDICATORS.formatted(StoreRows.NEWEST, HOURS_WITH_ALL_TIMEFRAMES), "VACUUM ANALYZE");
    }

    private static void measure(StoreServer store, boolean isKept) throws Exception {
        try (ReadPool pool = new ReadPool(
                new DatabaseLogin(store.access().url(), store.access().user(), store.access().password()),
                ReadPool.Limits.standard())) {
            Reader reader = new Reader(new ReadTransactions(pool::connection), new ReadTransactions(pool::bulk));
            ApiServer server = new ApiServer(new ServerConfig("127.0.0.1", 0, Access.open(),
                    new Origins(Set.of(), Set.of()), Limits.standard()),
                    List.of(new ReadResource(ReadModels.all(), reader)), new SimpleMeterRegistry());
            server.start();
            try {
                System.out.printf("%s: %s, database %s%n", store.tier(), server.url(), store.access().url());
                requests().forEach(
                        (name, path) -> measure(store.tier(), name, URI.create(server.url() + ApiServer.BASE + path)));
                if (isKept) {
                    Thread.currentThread().join();
                }
            } finally {
                server.close();
            }
        }
    }

    private static Map<String, String> requests() {
        Map<String, String> requests = new LinkedHashMap<>();
        for (Timeframe timeframe : Timeframe.values()) {
            requests.put("screener " + timeframe.code(), "/screener?timeframe=" + timeframe.code());
        }
        requests.put("screener 4h, two filters, sorted",
                "/screener?timeframe=4h&filter=rsi14%3C30&filter=close%3Eema200&sort=-volume_usd&limit=100");
        requests.put("screener 1h, CSV", "/screener?timeframe=1h&format=csv");
        requests.put("screener 1h, Arrow", "/screener?timeframe=1h&format=arrow");
        requests.put("markets", "/markets?limit=5000");
        requests.put("markets, 100 of them", "/markets?limit=100&q=C1");
        requests.put("market", "/market?market=binance:BTC/USDT");
        for (String timeframe : List.of("1h", "4h", "1d")) {
            requests.put("bars " + timeframe + ", the newest 500",
                    "/bars?market=binance:BTC/USDT&order=desc&limit=500&timeframe=" + timeframe);
        }
        requests.put("bars 1h, all, CSV", "/bars?market=binance:BTC/USDT&format=csv");
        requests.put("bars 1h, all, Arrow", "/bars?market=binance:BTC/USDT&format=arrow");
        requests.put("gaps", "/gaps?limit=5000");
        requests.put("completeness", "/completeness");
        requests.put("completeness/daily of a venue, 30 days", "/completeness/daily?exchange=binance&from=2026-10-20");
        requests.put("universe", "/universe?limit=5000");
        requests.put("universe/at", "/universe/at?moment=2026-11-19&limit=5000");
        requests.put("coins", "/coins");
        return requests;
    }

    private static void measure(String tier, String name, URI uri) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            double[] millis = new double[runs];
            if (!name.contains(only)) {
                return;
            }
            int bytes = 0;
            for (int run = -WARM_UP; run < runs; run++) {
                long start = System.nanoTime();
                HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(uri).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() != 200) {
                    throw new IllegalStateException(
                            new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
                }
                bytes = response.body().length;
                millis[Math.max(run, 0)] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(millis);
            System.out.println(
                    String.format(Locale.ROOT, "%s | %s | %.1f / %.1f ms | %,d kB", tier, name, millis[runs / 2],
                            millis[runs - 2], bytes / 1000));
        } catch (IOException failure) {
            System.out.println(tier + " | " + name + " | FAILED " + failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException refused) {
            System.out.println(tier + " | " + name + " | " + refused.getMessage());
        }
    }
}
