package io.cryptodata.sinks.projection;

import io.cryptodata.schemas.Topics;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.deployment.SinkTable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import static java.util.stream.Collectors.joining;

/// Rebuilds tables from their topics while sinks write them and readers read them. Readers see the former rows until the
/// new ones are complete.
///
/// The topic is staged first. Then, in one transaction, the table is locked against writers, the records that were
/// appended meanwhile are staged, and only rows that differ are changed. The version of a row that counts is that of the
/// sink: the greatest revision, the last record of equal ones. Rows that the cleanup removes are neither inserted nor
/// deleted. A row that the topic does not have is deleted if the topic has everything that was ever published to it;
/// otherwise it stays, unless it is to be deleted explicitly.
public final class TableRebuild {
    /// longer than a merge of years takes
    private static final Duration STATEMENT_TIMEOUT = Duration.ofHours(6);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '60s'";
    /// on TimescaleDB, rows of compressed chunks may be changed without a limit; elsewhere it has no effect
    private static final String NO_LIMIT = "SET LOCAL timescaledb.max_tuples_decompressed_per_dml_transaction = 0";

    private final DatabaseAccess database;
    private final Function<SinkTable, SourceTopic> topics;
    private final WriterSchemas schemas;
    private final StagingProgress progress;

    /// @param topics opens the topic of a table
    public TableRebuild(DatabaseAccess database, Function<SinkTable, SourceTopic> topics, WriterSchemas schemas,
            StagingProgress progress) {
        this.database = database;
        this.topics = topics;
        this.schemas = schemas;
        this.progress = progress;
    }

    /// What happens to rows that a topic does not have, where records of it may be gone.
    public enum Absent {
        KEEP, DELETE
    }

    /// Rebuilds one table.
    ///
    /// @throws SQLException if it failed; the table is as it was
    public RebuiltTable run(SinkTable table, Absent absent) throws SQLException {
        try (Connection connection = database.connect("cda rebuild " + table.table(), STATEMENT_TIMEOUT);
                SourceTopic topic = topics.apply(table)) {
            long started = System.nanoTime();
            StagedTopic staged = StagedTopic.create(connection, table, topic, schemas, progress);
            staged.load();
            progress.started(table.table(), "sorting");
            Comparison comparison = absent == Absent.DELETE ? Comparison.withExpired(staged) : Comparison.of(staged);
            comparison.prepare();
            Duration reading = Duration.ofNanos(System.nanoTime() - started);
            connection.setAutoCommit(false);
            return new Merge(staged, comparison, absent).run(reading);
        }
    }

    /// The transaction.
    private record Merge(StagedTopic staged, Comparison comparison, Absent absent) {
        private RebuiltTable run(Duration reading) throws SQLException {
            StagedTable table = staged.table();
            Session session = staged.session();
            session.execute(LOCK_TIMEOUT);
            session.execute(NO_LIMIT);
            staged.progress().started(table.name(), "waiting for writers");
            lock(table);
            long locked = System.nanoTime();
            staged.progress().started(table.name(), "comparing");
            if (staged.load() > 0) {
                comparison.addLastLoad();
            }
            comparison.compare();
            long kept = comparison.expired() + keepAbsent(table);
            long inserted = count("missing");
            long updated = count("different");
            long deleted = count("extra");
            staged.progress().started(table.name(), "changing %,d rows".formatted(inserted + updated + deleted));
            for (Relation relation : table.relations()) {
                for (String slice : slices(relation)) {
                    delete(relation, slice);
                    upsert(relation, slice);
                }
            }
            session.connection().commit();
            return new RebuiltTable(table.name(), table.source().topic(), staged.counts(), comparison.rows(), inserted,
                    updated, deleted, kept, seconds(reading), seconds(Duration.ofNanos(System.nanoTime() - locked)));
        }

        private void lock(StagedTable table) throws SQLException {
            String tables = table.relations().stream().map(Relation::table).collect(joining(", "));
            try {
                staged.session().execute("LOCK TABLE " + tables + " IN SHARE ROW EXCLUSIVE MODE");
            } catch (SQLException e) {
                throw LOCK_NOT_AVAILABLE.equals(e.getSQLState())
                        ? new SQLException("a transaction that writes " + tables
                                + " did not end within a minute; nothing was changed: run it again", e.getSQLState(), e)
                        : e;
            }
        }

        /// @return the number of rows that the topic does not have and that stay
        private long keepAbsent(StagedTable table) throws SQLException {
            return isDeleted(table)
                    ? 0
                    : staged.session().execute("DELETE FROM pg_temp.difference WHERE kind = 'extra'");
        }

        private boolean isDeleted(StagedTable table) {
            if (absent == Absent.DELETE) {
                return true;
            }
            return switch (Topics.catalogue().named(table.source().topic()).kept()) {
                case FOR_EVER -> staged.isComplete();
                // a comparison leaves out what may have expired
                case FOR_90_DAYS, FOR_7_DAYS -> true;
                case COMPACTED -> false;
            };
        }

        private long count(String kind) throws SQLException {
            return staged.session().number("SELECT count(*) FROM pg_temp.difference WHERE kind = '" + kind + "'");
        }

        /// Conditions on `timestamp`, one per calendar month with differences: triggers and continuous aggregates then follow
        /// what changed instead of everything between the oldest and the newest change.
        private List<String> slices(Relation relation) throws SQLException {
            if (!relation.key().contains("timestamp")) {
                return List.of("true");
            }
            List<String> slices = new ArrayList<>();
            try (Statement statement = staged.session().connection().createStatement();
                    ResultSet month = statement.executeQuery("""
                            SELECT DISTINCT date_trunc('month', "timestamp", 'UTC') AS month,
                                   candle_bucket_end(interval '1 month', date_trunc('month', "timestamp", 'UTC'))
                            FROM pg_temp.difference WHERE relation = '%s' ORDER BY month"""
                            .formatted(relation.table()))) {
                while (month.next()) {
                    slices.add("%%1$s.\"timestamp\" >= '%s' AND %%1$s.\"timestamp\" < '%s'"
                            .formatted(month.getString(1), month.getString(2)));
                }
            }
            return slices;
        }

        private void delete(Relation relation, String slice) throws SQLException {
            staged.session().execute("""
                    DELETE FROM %1$s AS t USING pg_temp.difference AS d
                    WHERE d.relation = '%1$s' AND d.kind = 'extra' AND %2$s AND %3$s AND %4$s""".formatted(
                    relation.table(), relation.equal("t", "d"), slice.formatted("d"), slice.formatted("t")));
        }

        /// An upsert, because an update of rows found by a join reads all compressed chunks.
        private void upsert(Relation relation, String slice) throws SQLException {
            List<String> columns = relation.stored().stream().map(StagedColumn::name).toList();
            String assignments = relation.others().stream().map(StagedColumn::quoted)
                    .map("%1$s = excluded.%1$s"::formatted).collect(joining(", "));
            staged.session().execute("""
                    INSERT INTO %1$s (%2$s)
                    SELECT %3$s FROM %4$s AS n JOIN pg_temp.difference AS d ON %5$s
                    WHERE d.relation = '%1$s' AND d.kind <> 'extra' AND %6$s
                    ON CONFLICT (%7$s) DO UPDATE SET %8$s""".formatted(relation.table(), StagedTable.list("", columns),
                    StagedTable.list("n.", columns), relation.staged(), relation.equal("n", "d"), slice.formatted("d"),
                    StagedTable.list("", relation.key()), assignments));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1e3;
        }
    }
}
