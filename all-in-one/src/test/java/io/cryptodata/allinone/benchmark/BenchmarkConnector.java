package io.cryptodata.allinone.benchmark;

import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.database.Migrations;
import io.cryptodata.sinks.deployment.ConnectApi;
import io.cryptodata.sinks.deployment.ConnectorConfig;
import io.cryptodata.sinks.deployment.SinkTable;
import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/// Measures the sinks of candles and indicators through the whole of Kafka Connect: rows per second from the topic to the
/// table, new rows and the same rows again, and the ratio to `COPY` of ready-made bytes with an upsert, over as many
/// connections as tasks, into the same table of the same server. Exits with status 1 below the bound.
public final class BenchmarkConnector {
    private static final double RATIO = 0.8;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ROWS_PER_BATCH = 5000;

    private final StreamServers servers;
    private final SinksConfig config;
    private final ConnectApi connect;
    private final int passes;
    private boolean met = true;

    private BenchmarkConnector(StreamServers servers, ConnectApi connect, int passes) {
        EmbeddedRuntime runtime = servers.runtime();
        this.servers = servers;
        this.config = SinksConfig.onOneMachine(servers.bootstrap(), runtime.connect().url(), servers.registry(),
                runtime.database().login(DatabaseRole.WRITER));
        this.connect = connect;
        this.passes = passes;
    }

    /// @param arguments markets of each partition, hours of each market, passes, and names of tables; 4 4000 3 and both
    /// tables by default
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        NumberArguments numbers = NumberArguments.of(arguments);
        int markets = numbers.at(0, 4);
        int hours = numbers.at(1, 4000);
        int passes = numbers.at(2, 3);
        List<String> names = List.of(arguments).stream().filter(each -> each.matches("[a-z][a-z_0-9]*")).toList();
        Path folder = Files.createTempDirectory("cda-connector");
        boolean met;
        try (StreamServers servers = StreamServers.started(folder)) {
            servers.runtime().connect().start();
            Migrations.migrate(servers.runtime().database().login(DatabaseRole.OWNER), TIMEOUT);
            try (ConnectApi connect = new ConnectApi(servers.runtime().connect().url())) {
                met = new BenchmarkConnector(servers, connect, passes).measured(markets, hours, names);
            }
        }
        Utils.delete(folder.toFile());
        System.exit(met ? 0 : 1);
    }

    private boolean measured(int markets, int hours, List<String> names)
            throws IOException, SQLException, InterruptedException {
        try (RowsOnTopics rows = new RowsOnTopics(servers)) {
            rows.write(markets, hours);
            print("Java %s, %d processors, load %.1f", Runtime.version(), Runtime.getRuntime().availableProcessors(),
                    load());
            for (SinkTable table : List.of(named(TopicName.CANDLES_1H), named(TopicName.INDICATORS))) {
                if (names.isEmpty() || names.contains(table.table())) {
                    measure(table, rows.rows(table.topic()));
                }
            }
        }
        return met;
    }

    private void measure(SinkTable table, int rows) throws IOException, SQLException, InterruptedException {
        print("%s: %,d rows, %d tasks", table.table(), rows, config.tasks());
        ConnectorConfig connector = ConnectorConfig.sinks(config).stream()
                .filter(each -> each.name().equals(table.connector())).findFirst().orElseThrow();
        connect.put(connector);
        ConnectorLoad.stop(connect, table.connector());
        warmUp(table, rows);
        Loads sink = new Loads("connector");
        Map<CopyReference, Loads> copies = new LinkedHashMap<>();
        references(table, rows).forEach(copy -> copies.put(copy, new Loads(copy.toString())));
        for (int pass = 0; pass < passes; pass++) {
            empty(table);
            sink.add(load(table, rows), load(table, rows));
            for (Map.Entry<CopyReference, Loads> copy : copies.entrySet()) {
                empty(table);
                copy.getValue().add(copy.getKey().load(config.tasks(), rows, postmaster()),
                        copy.getKey().load(config.tasks(), rows, postmaster()));
            }
        }
        report(table.table() + ", new rows", sink.first, copies.values().stream().map(Loads::first).toList());
        report(table.table() + ", the same again", sink.again, copies.values().stream().map(Loads::again).toList());
    }

    /// The loads of one way of writing: of new rows, and of the same rows again.
    private record Loads(String name, List<Load> first, List<Load> again) {
        Loads(String name) {
            this(name, new ArrayList<>(), new ArrayList<>());
        }

        void add(Load ofNewRows, Load ofTheSame) {
            first.add(ofNewRows);
            again.add(ofTheSame);
            print("  %s: new   %s", name, ofNewRows);
            print("  %s: again %s", name, ofTheSame);
        }
    }

    /// Both ways of writing, compiled, and the rows for the references.
    private void warmUp(SinkTable table, int rows) throws IOException, SQLException {
        for (int pass = 0; pass < 2; pass++) {
            empty(table);
            load(table, rows);
            load(table, rows);
        }
    }

    private Load load(SinkTable table, int rows) throws IOException, SQLException {
        Load loaded = ConnectorLoad.of(connect, table.connector(), rows,
                postmaster());
        try (Connection connection = owner().connect(); Statement statement = connection.createStatement()) {
            int stored = CopyReference.count(statement, table.table());
            if (stored != rows) {
                throw new IllegalStateException("%s has %d rows instead of %d".formatted(table.table(), stored, rows));
            }
        }
        return loaded;
    }

    /// Text and binary, in batches of a usual size, and with all rows of a connection in one.
    private List<CopyReference> references(SinkTable table, int rows) throws SQLException, IOException {
        List<CopyReference> references = new ArrayList<>();
        for (CopyReference.Format format : CopyReference.Format.values()) {
            for (int rowsPerBatch : List.of(ROWS_PER_BATCH, Math.ceilDiv(rows, config.tasks()))) {
                references.add(CopyReference.of(owner(), table.table(), format, rowsPerBatch));
            }
        }
        return references;
    }

    private void empty(SinkTable table) throws SQLException {
        try (Connection connection = owner().connect(); Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + table.table()); // as autovacuum does: plans are those of a full table
            statement.execute("TRUNCATE " + table.table() + " CASCADE");
        }
    }

    private DatabaseAccess owner() {
        return servers.runtime().database().login(DatabaseRole.OWNER);
    }

    /// Compares the median of the connector with that of the fastest reference.
    private void report(String what, List<Load> sink, List<List<Load>> copies) {
        double speed = Load.median(sink, Load::rowsPerSecond);
        double copied = copies.stream().mapToDouble(each -> Load.median(each, Load::rowsPerSecond)).max().orElseThrow();
        double time = Load.median(sink, Load::microsPerRow);
        double copyTime = copies.stream().mapToDouble(each -> Load.median(each, Load::microsPerRow)).min()
                .orElseThrow();
        met &= speed / copied >= RATIO;
        print("%s: %,.0f rows/s, COPY %,.0f rows/s, ratio %.2f (bound %.2f), load %.1f", what, speed, copied,
                speed / copied, RATIO, load());
        print("%s: %.1f µs of processor time per row, COPY %.1f µs, ratio %.2f", what, time, copyTime, copyTime / time);
    }

    private ProcessHandle postmaster() {
        return requireNonNull(servers.runtime().children().get("database"));
    }

    private static SinkTable named(String topic) {
        return SinkTable.ALL.stream().filter(table -> table.topic().equals(topic)).findFirst().orElseThrow();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
