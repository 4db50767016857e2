package io.cryptodata.sinks.projection;

import io.cryptodata.sinks.deployment.SinkTable;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/// The records of a topic in a temporary table of one session, `staged`: every version of every row that the table accepts.
/// Nothing of it is left when the session ends, however it ends.
public final class StagedTopic {
    private static final List<String> POSITION = List.of("kafka_batch", "kafka_partition", "kafka_offset", "kafka_time",
            "appended_at");
    /// shorter ones fit into every index
    private static final int LONG_KEY = 2000;
    private static final long REPORTED_RECORDS = 50_000;

    private final Connection connection;
    private final StagedTable table;
    private final SourceTopic topic;
    private final ValueReader values;
    private final StagingProgress progress;
    private final Map<Integer, Long> beginnings;
    private final Map<Integer, Long> read = new HashMap<>();
    private RecordCounts counts = RecordCounts.NONE;
    private int batch;

    private StagedTopic(Connection connection, StagedTable table, SourceTopic topic, WriterSchemas schemas,
            StagingProgress progress) {
        this.connection = connection;
        this.table = table;
        this.topic = topic;
        this.values = new ValueReader(table, schemas);
        this.progress = progress;
        this.beginnings = topic.beginnings();
        read.putAll(beginnings);
    }

    /// An empty staging table for a topic.
    ///
    /// @param connection that has none yet
    /// @throws SQLException if the table of the sink does not exist
    public static StagedTopic create(Connection connection, SinkTable table, SourceTopic topic, WriterSchemas schemas,
            StagingProgress progress) throws SQLException {
        StagedTable described = StagedTable.read(connection, table);
        String columns = described.fields().stream().map(column -> column.quoted() + " " + column.kind().staged())
                .collect(joining(", "));
        Session session = new Session(connection);
        // otherwise the session keeps temporary tables in eight megabytes of memory
        session.execute("SET temp_buffers = '64MB'");
        // appended_at is null where the topic has the times of producers
        session.execute("CREATE TEMP TABLE staged (kafka_batch integer NOT NULL, kafka_partition integer NOT NULL,"
                + " kafka_offset bigint NOT NULL, kafka_time timestamptz NOT NULL, appended_at timestamptz, " + columns
                + ")");
        session.execute(
                "CREATE TEMP TABLE indexed AS SELECT " + described.keyList() + " FROM pg_temp.staged WITH NO DATA");
        session.execute("CREATE INDEX ON pg_temp.indexed (" + described.keyList() + ")");
        return new StagedTopic(connection, described, topic, schemas, progress);
    }

    StagedTable table() {
        return table;
    }

    Session session() {
        return new Session(connection);
    }

    StagingProgress progress() {
        return progress;
    }

    /// What was read so far.
    public RecordCounts counts() {
        return counts;
    }

    /// Whether the topic still has every record that was ever published to it, and has records.
    public boolean isComplete() {
        return beginnings.values().stream().allMatch(offset -> offset == 0) && counts.records() > 0;
    }

    /// Number of the last load; its records have it.
    int lastBatch() {
        return batch;
    }

    /// Stages the committed records from where the last load ended to where the topic ends now.
    ///
    /// @return the number of records
    public long load() throws SQLException {
        Map<Integer, Long> ends = topic.ends();
        long before = counts.records();
        batch++;
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyCommand());
        Load load = new Load(new CopyBuffer(copy), ends);
        try {
            topic.read(Map.copyOf(read), ends, load::add);
            load.rows.end();
        } catch (UncheckedSqlException e) {
            throw e.failure;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        removeDeleted(load.deleted);
        ends.forEach((partition, end) -> read.merge(partition, end, Math::max));
        counts = counts.plus(load.counted());
        removeRefused();
        return counts.records() - before;
    }

    private String copyCommand() {
        return "COPY pg_temp.staged (" + Stream
                .concat(POSITION.stream(), table.fields().stream().map(StagedColumn::name))
                .map(StagedTable::quoted).collect(joining(", ")) + ") FROM STDIN (FORMAT binary)";
    }

    /// Removes the records before the last tombstone of their key.
    private void removeDeleted(Map<String, Long> deleted) throws SQLException {
        if (table.source().deleted().isEmpty() || deleted.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM pg_temp.staged WHERE "
                + table.source().deleted().get() + " = ? AND kafka_offset < ?")) {
            for (Map.Entry<String, Long> tombstone : deleted.entrySet()) {
                statement.setString(1, tombstone.getKey());
                statement.setLong(2, tombstone.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /// Removes what the table refuses: by its constraints, and keys that are too long for its index.
    private void removeRefused() throws SQLException {
        String converted = table.fields().stream().map(column -> column.converted() + " AS " + column.quoted())
                .collect(joining(", "));
        long refused = table.checks().isEmpty()
                ? 0
                : session().execute(
                        """
                                DELETE FROM pg_temp.staged WHERE ctid = ANY (ARRAY(
                                    SELECT place FROM (SELECT ctid AS place, %s FROM pg_temp.staged WHERE kafka_batch = %d) AS converted
                                    WHERE NOT (%s)))"""
                                .formatted(converted, batch, String.join(" AND ", table.checks())));
        counts = counts.plus(new RecordCounts(0, 0, refused + removeLongKeys(), 0));
    }

    /// The limit is that of the compressed key: only an index knows.
    private long removeLongKeys() throws SQLException {
        String length = table.key().stream().map(StagedTable::quoted).map("octet_length(%s::text)"::formatted)
                .collect(joining(" + "));
        String longKeys = "SELECT count(*) FROM pg_temp.staged WHERE kafka_batch = %d AND %s > %d".formatted(batch,
                length,
                LONG_KEY);
        long before = session().number(longKeys);
        if (before == 0) {
            return 0;
        }
        session().execute("""
                DO $$
                DECLARE
                    each tid;
                BEGIN
                    FOR each IN SELECT ctid FROM pg_temp.staged WHERE kafka_batch = %d AND %s > %d LOOP
                        BEGIN
                            INSERT INTO pg_temp.indexed SELECT %s FROM pg_temp.staged WHERE ctid = each;
                        EXCEPTION WHEN program_limit_exceeded THEN
                            DELETE FROM pg_temp.staged WHERE ctid = each;
                        END;
                    END LOOP;
                END
                $$""".formatted(batch, length, LONG_KEY, table.keyList()));
        return before - session().number(longKeys);
    }

    /// One COPY command.
    private final class Load {
        private final CopyBuffer rows;
        private final List<StagedColumn> columns = table.fields();
        private final @Nullable Object[] row = new @Nullable Object[columns.size()];
        /// offset of the last tombstone of each key: a key has one partition
        private final Map<String, Long> deleted = new HashMap<>();
        private final Map<Integer, Long> reached = new HashMap<>(read);
        private final long first;
        private final long all;
        private long records;
        private long unreadable;
        private long refused;
        private long tombstones;

        private Load(CopyBuffer rows, Map<Integer, Long> ends) {
            this.rows = rows;
            this.first = sum(read);
            this.all = sum(ends) - first;
        }

        private void add(ConsumerRecord<byte[], byte[]> each) {
            records++;
            reached.put(each.partition(), each.offset() + 1);
            if (records % REPORTED_RECORDS == 0) {
                progress.read(table.name(), counts.records() + records,
                        all == 0 ? 1 : (double) (sum(reached) - first) / all);
            }
            byte[] value = each.value();
            if (value == null) {
                tombstones++;
                if (table.source().deleted().isPresent() && each.key() != null) {
                    deleted.put(new String(each.key(), StandardCharsets.UTF_8), each.offset());
                }
                return;
            }
            try {
                values.read(value, row);
            } catch (RefusedRecordException e) {
                refused++;
                return;
            } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
                unreadable++;
                return;
            }
            write(each);
        }

        private void write(ConsumerRecord<byte[], byte[]> each) {
            try {
                rows.row(POSITION.size() + row.length);
                rows.integer(batch);
                rows.integer(each.partition());
                rows.bigint(each.offset());
                rows.time(each.timestamp());
                if (each.timestampType() == TimestampType.LOG_APPEND_TIME) {
                    rows.time(each.timestamp());
                } else {
                    rows.absent();
                }
                rows.values(columns, row);
            } catch (SQLException e) {
                throw new UncheckedSqlException(e);
            }
        }

        private RecordCounts counted() {
            return new RecordCounts(records, unreadable, refused, tombstones);
        }

        private static long sum(Map<Integer, Long> offsets) {
            return offsets.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// Leaves a callback that must not throw it.
    private static final class UncheckedSqlException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        private UncheckedSqlException(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
