package io.cryptodata.allinone.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Measures questions to years of all markets on plain PostgreSQL and on the TimescaleDB that `CDA_TEST_DATABASE_URL`
/// names: warm prepared runs as a client sees them, and candles of all markets against computing them from the hours.
/// Exits with status 1 if a target is missed.
public final class BenchmarkStore {
    private static final int RUNS = 200;
    private static final int WARM_UP = 50;
    private static final int COMPARED_RUNS = 5;
    private static final int RUNS_FROM_HOURS = 2;

    private boolean met = true;

    private BenchmarkStore() {}

    /// @param arguments see [StoreOptions]
    public static void main(String[] arguments) throws Exception {
        StoreOptions options = StoreOptions.of(arguments);
        System.out.printf("Java %s, %d processors, %s%n", Runtime.version(),
                Runtime.getRuntime().availableProcessors(), options);
        BenchmarkStore benchmark = new BenchmarkStore();
        List<StoreServer> servers = new ArrayList<>();
        try {
            StoreServer.community().ifPresent(servers::add);
            servers.add(StoreServer.plain());
            load(servers, options);
            for (StoreServer server : servers) {
                benchmark.measure(server);
            }
        } finally {
            servers.forEach(StoreServer::close);
        }
        System.exit(benchmark.met ? 0 : 1);
    }

    private static void load(List<StoreServer> servers, StoreOptions options)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(servers.size())) {
            List<Callable<Void>> loads = new ArrayList<>();
            for (StoreServer server : servers) {
                loads.add(() -> {
                    new StoreLoad(server, options).run();
                    return null;
                });
            }
            for (Future<Void> load : threads.invokeAll(loads)) {
                load.get();
            }
        }
    }

    private void measure(StoreServer server) throws SQLException {
        try (Connection connection = server.access().connect()) {
            for (String size : List.of("h1_data", "indicators")) {
                System.out.printf("%s: %s has %s%n", server.tier(), size, sizeOf(connection, server, size));
            }
            for (StoreQueries.Timed query : StoreQueries.timed()) {
                Times times = Times.of(connection, query.sql(), WARM_UP, RUNS, true);
                report(times.median() <= query.target(), String.format(Locale.ROOT,
                        "%s: %s: %,d rows, median %.2f ms, p99 %.2f ms; target %.0f ms, ratio %.1f", server.tier(),
                        query.name(), times.rows, times.median(), times.p99(), query.target(),
                        query.target() / times.median()));
            }
            for (StoreQueries.Compared query : StoreQueries.compared(server.isCommunity())) {
                Times view = Times.of(connection, query.view(), 2, COMPARED_RUNS, false);
                Times hours = Times.of(connection, query.fromHours(), 0, RUNS_FROM_HOURS, false);
                double ratio = hours.best() / view.median();
                report(view.rows == hours.rows && query.target().map(target -> ratio >= target).orElse(true),
                        String.format(Locale.ROOT,
                                "%s: %s: %,d rows, median %.0f ms; from the hours %,d rows, %.0f ms: %.1f times as fast%s",
                                server.tier(), query.name(), view.rows, view.median(), hours.rows, hours.best(), ratio,
                                query.target().map(target -> "; target " + target).orElse("")));
            }
        }
    }

    private void report(boolean reached, String line) {
        met &= reached;
        System.out.println(line + (reached ? "" : " MISSED"));
    }

    private static String sizeOf(Connection connection, StoreServer server, String table) throws SQLException {
        String size = server.isCommunity() ? "hypertable_size" : "pg_total_relation_size";
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT pg_size_pretty(" + size + "('" + table + "'))");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /// Sorted times of the runs of one statement.
    private record Times(int rows, double[] milliseconds) {
        /// @param decoded whether the client reads every value, or only receives the rows
        static Times of(Connection connection, String sql, int warmUp, int runs, boolean decoded) throws SQLException {
            double[] milliseconds = new double[runs];
            int rows = 0;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int run = -warmUp; run < runs; run++) {
                    long start = System.nanoTime();
                    rows = read(statement, decoded);
                    if (run >= 0) {
                        milliseconds[run] = (System.nanoTime() - start) / 1e6;
                    }
                }
            }
            Arrays.sort(milliseconds);
            return new Times(rows, milliseconds);
        }

        private static int read(PreparedStatement statement, boolean decoded) throws SQLException {
            int rows = 0;
            try (ResultSet result = statement.executeQuery()) {
                int columns = decoded ? result.getMetaData().getColumnCount() : 0;
                while (result.next()) {
                    for (int column = 1; column <= columns; column++) {
                        result.getObject(column);
                    }
                    rows++;
                }
            }
            return rows;
        }

        double best() {
            return milliseconds[0];
        }

        double median() {
            return milliseconds[milliseconds.length / 2];
        }

        double p99() {
            return milliseconds[milliseconds.length * 99 / 100];
        }
    }
}
