package io.cryptodata.allinone.benchmark;

import io.cryptodata.sinks.connect.UpsertSinkTask;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures how many indicator rows per second one task of the sink writes to a durable database: new rows, the same rows
/// again, and rows that replace others, with and without the
/// table of earlier versions. Records are created beforehand, without Kafka and Avro.
public final class BenchmarkSink {
    private static final int ROWS = 300_000;
    private static final int ROWS_PER_POLL = 5000;
    private static final int WARM_UP_ROWS = 50_000;
    private static final List<String> NUMBERS = List.of("ema10", "ema36", "ema200", "sma200", "ehma180", "rsi14",
            "bbm202", "bbl202", "bbu202", "bbw202", "st73", "diff_ema200_pct", "range_pct", "high_low_range_pct",
            "volume_usd");
    private static final Schema SCHEMA = schema();
    private static final long APPENDED = 1_700_000_000_000L;

    private BenchmarkSink() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        try (MeasuredDatabase database = new MeasuredDatabase()) {
            System.out.printf("Java %s, %d processors%n", Runtime.version(),
                    Runtime.getRuntime().availableProcessors());
            measure(database, "");
            measure(database, "indicator_versions");
        }
    }

    /// @param versions the table that keeps earlier versions; empty for none
    private static void measure(MeasuredDatabase database, String versions) throws SQLException {
        UpsertSinkTask task = new UpsertSinkTask();
        task.start(Map.of("connection.url", database.access().url(), "connection.user", database.access().user(),
                "connection.password", database.access().password(), "table", "indicators", "versions.table",
                versions));
        perSecond(task, polls(WARM_UP_ROWS, 0));
        database.execute("TRUNCATE indicators");
        System.out.println(versions.isEmpty() ? "without earlier versions" : "with earlier versions");
        print("new rows", perSecond(task, polls(ROWS, 0)));
        print("the same rows again", perSecond(task, polls(ROWS, 0)));
        print("rows that replace others", perSecond(task, polls(ROWS, 1)));
        task.stop();
    }

    private static void print(String what, double rowsPerSecond) {
        System.out.println(String.format(Locale.ROOT, "%s: %,.0f rows/s", what, rowsPerSecond));
    }

    private static double perSecond(UpsertSinkTask task, List<List<SinkRecord>> polls) {
        long start = System.nanoTime();
        polls.forEach(task::put);
        return polls.stream().mapToInt(List::size).sum() / ((System.nanoTime() - start) / 1e9);
    }

    private static List<List<SinkRecord>> polls(int rows, int revision) {
        List<List<SinkRecord>> polls = new ArrayList<>();
        for (int first = 0; first < rows; first += ROWS_PER_POLL) {
            List<SinkRecord> poll = new ArrayList<>(ROWS_PER_POLL);
            for (int row = first; row < first + ROWS_PER_POLL; row++) {
                poll.add(new SinkRecord("indicators", 0, null, "key", SCHEMA, struct(row, revision), row,
                        APPENDED + revision, TimestampType.LOG_APPEND_TIME));
            }
            polls.add(poll);
        }
        return polls;
    }

    private static Struct struct(int row, int revision) {
        Struct struct = new Struct(SCHEMA).put("last_id", (long) row << 20).put("timeframe", "1h").put("closed", true)
                .put("revision", revision).put("td_seq_up", row % 10).put("td_seq_down", 0);
        for (int column = 0; column < NUMBERS.size(); column++) {
            struct.put(NUMBERS.get(column), 100.123456789 * (revision + 1) + row / 7.0 + column);
        }
        return struct;
    }

    private static Schema schema() {
        SchemaBuilder schema = SchemaBuilder.struct().field("last_id", Schema.INT64_SCHEMA)
                .field("timeframe", Schema.STRING_SCHEMA).field("closed", Schema.BOOLEAN_SCHEMA)
                .field("revision", Schema.INT32_SCHEMA)
                .field("td_seq_up", Schema.OPTIONAL_INT32_SCHEMA).field("td_seq_down", Schema.OPTIONAL_INT32_SCHEMA);
        NUMBERS.forEach(number -> schema.field(number, Schema.OPTIONAL_FLOAT64_SCHEMA));
        return schema.build();
    }
}
