package io.cryptodata.sinks.projection;

import io.cryptodata.service.retry.Await;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.deployment.SinkTable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import static java.util.stream.Collectors.joining;

/// Compares tables with their topics, row by row and column by column, while sinks write. Changes nothing.
///
/// A difference counts only once the sink has written every record of the row, by its position before the topic was read;
/// the records that were appended since are read as well, and rows of which there are any are compared again. After the
/// limit they are counted as undecided.
public final class StoreVerification {
    /// How long to wait for the sinks unless another limit is chosen.
    public static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofHours(6);

    private final DatabaseAccess database;
    private final Function<SinkTable, SourceTopic> topics;
    private final WriterSchemas schemas;
    private final SinkPositions positions;
    private final Duration limit;
    private final StagingProgress progress;

    /// @param topics opens the topic of a table
    /// @param limit how long to wait for the sink of a table
    public StoreVerification(DatabaseAccess database, Function<SinkTable, SourceTopic> topics, WriterSchemas schemas,
            SinkPositions positions, Duration limit, StagingProgress progress) {
        this.database = database;
        this.topics = topics;
        this.schemas = schemas;
        this.positions = positions;
        this.limit = limit;
        this.progress = progress;
    }

    /// Compares one table with its topic.
    ///
    /// @param shown how many differences to describe
    public VerifiedTable run(SinkTable table, int shown) throws SQLException {
        long started = System.nanoTime();
        try (Connection connection = database.connect("cda verify " + table.table(), STATEMENT_TIMEOUT);
                SourceTopic topic = topics.apply(table)) {
            StagedTopic staged = StagedTopic.create(connection, table, topic, schemas, progress);
            Map<Integer, Long> written = positions.of(table);
            staged.load();
            progress.started(table.table(), "sorting");
            Comparison comparison = Comparison.of(staged);
            comparison.prepare();
            progress.started(table.table(), "comparing");
            long undecided = compare(staged, comparison, written);
            double seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1e3;
            return new DifferenceReport(staged, comparison).of(undecided, shown, seconds);
        }
    }

    /// Collects the differences in the temporary table `confirmed`.
    ///
    /// @param atFirst the positions of the sink before the topic was read: what it has written since then is undecided
    /// @return the number of rows that are undecided after the limit
    private long compare(StagedTopic staged, Comparison comparison, Map<Integer, Long> atFirst) throws SQLException {
        SinkTable table = staged.table().source();
        long deadline = System.nanoTime() + limit.toNanos();
        Map<Integer, Long> written = atFirst;
        Session session = staged.session();
        comparison.compare();
        session.execute("CREATE TEMP TABLE confirmed AS SELECT * FROM pg_temp.difference WITH NO DATA");
        while (true) {
            staged.load();
            long undecided = confirm(staged, written);
            if (undecided == 0 || System.nanoTime() - deadline >= 0) {
                return undecided;
            }
            progress.started(table.table(), "waiting for the sink to write records of %,d rows".formatted(undecided));
            Map<Integer, Long> before = written;
            Await.until(() -> !positions.of(table).equals(before), Duration.ofNanos(deadline - System.nanoTime()));
            written = positions.of(table);
            staged.load();
            comparison.compareOnly("SELECT " + staged.table().keyList() + " FROM pg_temp.undecided");
        }
    }

    /// Moves differences that are final to `confirmed`, and the keys of the others to `undecided`.
    private static long confirm(StagedTopic staged, Map<Integer, Long> written) throws SQLException {
        Session session = staged.session();
        StagedTable table = staged.table();
        String positions = written.isEmpty()
                ? "(NULL::integer, NULL::bigint)"
                : written.entrySet().stream().map(each -> "(%d, %d::bigint)".formatted(each.getKey(), each.getValue()))
                        .collect(joining(", "));
        session.execute("DROP TABLE IF EXISTS pg_temp.undecided");
        session.execute("""
                CREATE TEMP TABLE undecided AS
                SELECT DISTINCT %s FROM pg_temp.difference AS d JOIN pg_temp.staged AS s ON %s
                LEFT JOIN (VALUES %s) AS written (number, position) ON written.number = s.kafka_partition
                WHERE s.kafka_offset >= coalesce(written.position, 0)""".formatted(
                StagedTable.list("d.", table.key()), table.equalKeys("s", "d"), positions));
        session.execute("""
                INSERT INTO pg_temp.confirmed SELECT d.* FROM pg_temp.difference AS d
                WHERE NOT EXISTS (SELECT FROM pg_temp.undecided AS u WHERE %s)""".formatted(table.equalKeys("d", "u")));
        return session.number("SELECT count(*) FROM pg_temp.undecided");
    }
}
