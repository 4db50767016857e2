package io.cryptodata.sinks.projection;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import static java.util.stream.Collectors.joining;

/// The rows of a staged topic against the tables that the sink fills. The temporary table `difference` gets the keys that a
/// table lacks (`missing`), that the topic lacks (`extra`), and whose values differ (`different`). Rows that the cleanup
/// or the retention removes are not missing; rows of an expired part of the topic are not extra.
final class Comparison {
    /// One join: the planner expects a single row of a join by all columns of a key, and then reads a second table again
    /// for each row.
    static final String REMOVE_REPLACED = """
            DELETE FROM pg_temp.difference AS d
            USING (SELECT last_id, timeframe, max(last_id) OVER (PARTITION BY exchange, asset, timeframe, "timestamp") AS newest
                   FROM pg_temp.newest WHERE timeframe <> '1h') AS n
            WHERE d.kind = 'missing' AND d.last_id = n.last_id AND d.timeframe = n.timeframe AND n.last_id < n.newest""";

    private final Session session;
    private final StagedTopic topic;
    private final StagedTable table;
    private final StagedRows rows;
    private final boolean expires;
    private long expired;

    private Comparison(StagedTopic topic, boolean expires) {
        this.session = topic.session();
        this.topic = topic;
        this.table = topic.table();
        this.rows = new StagedRows(session, table);
        this.expires = expires;
    }

    static Comparison of(StagedTopic topic) {
        return new Comparison(topic, true);
    }

    /// A comparison in which rows are extra although their records may have expired.
    static Comparison withExpired(StagedTopic topic) {
        return new Comparison(topic, false);
    }

    /// Makes the rows of everything that is staged.
    void prepare() throws SQLException {
        rows.prepare();
    }

    /// The number of rows that the topic has, without earlier versions.
    long rows() throws SQLException {
        return session.number("SELECT count(*) FROM " + StagedRows.NEWEST);
    }

    /// Rows of the table that are older than the oldest record of a topic with a retention, in the last comparison of all rows.
    long expired() {
        return expired;
    }

    /// Takes the records of the last load into account.
    void addLastLoad() throws SQLException {
        rows.refresh(
                "SELECT DISTINCT " + table.keyList() + " FROM pg_temp.staged WHERE kafka_batch = " + topic.lastBatch());
    }

    /// Compares all rows, as of one moment per table.
    ///
    /// @return the number of differences
    long compare() throws SQLException {
        long differences = compare(Optional.empty());
        expired = removeExpired();
        return differences - expired;
    }

    /// Compares only the rows of these keys; the last load may have records of them.
    ///
    /// @param keys a query for the key columns
    /// @return the number of differences
    long compareOnly(String keys) throws SQLException {
        rows.refresh(keys);
        long differences = compare(Optional.of("pg_temp.recheck"));
        return differences - removeExpired();
    }

    private long compare(Optional<String> only) throws SQLException {
        session.execute("DROP TABLE IF EXISTS pg_temp.difference");
        session.execute("CREATE TEMP TABLE difference AS SELECT ''::text AS relation, ''::text AS kind, "
                + StagedTable.list("", table.identity()) + " FROM " + StagedRows.NEWEST + " WITH NO DATA");
        for (Relation relation : table.relations()) {
            session.execute(
                    "INSERT INTO pg_temp.difference (relation, kind, " + StagedTable.list("", relation.key()) + ") "
                            + differences(relation, only));
        }
        session.execute("ANALYZE pg_temp.difference");
        removeReplaced();
        removeDropped();
        return session.number("SELECT count(*) FROM pg_temp.difference");
    }

    private String differences(Relation relation, Optional<String> only) {
        List<String> others = relation.others().stream().map(StagedColumn::name).toList();
        String key = relation.key().stream().map(StagedTable::quoted).map("coalesce(n.%1$s, t.%1$s)"::formatted)
                .collect(joining(", "));
        return """
                SELECT '%1$s', CASE WHEN t.%2$s IS NULL THEN 'missing' WHEN n.%2$s IS NULL THEN 'extra' ELSE 'different' END, %3$s
                FROM %4$s AS n FULL JOIN %5$s AS t ON %6$s
                WHERE n.%2$s IS NULL OR t.%2$s IS NULL OR (%7$s) IS DISTINCT FROM (%8$s)"""
                .formatted(
                        relation.table(), StagedTable.quoted(relation.key().getFirst()), key,
                        limited(relation.staged(), only), limited(relation.table(), only), relation.equal("n", "t"),
                        StagedTable.list("n.", others), StagedTable.list("t.", others));
    }

    private String limited(String rows, Optional<String> only) {
        return only.map(keys -> "(SELECT r.* FROM %s AS r JOIN %s AS k ON %s)".formatted(rows, keys,
                table.equalKeys("r", "k"))).orElse(rows);
    }

    /// A row is not missing if a later one of its bucket exists.
    private void removeReplaced() throws SQLException {
        if (table.hasReplacedRows()) {
            session.execute(REMOVE_REPLACED);
        }
    }

    /// A row is not missing if it is of a time whose rows the retention has removed.
    private void removeDropped() throws SQLException {
        String time = table.key().contains("timestamp")
                ? "d.\"timestamp\""
                : table.key().contains("last_id") ? "to_timestamp((d.last_id >> 43) * 3600)" : "";
        if (!time.isEmpty()) {
            session.execute("""
                    DELETE FROM pg_temp.difference AS d USING dropped_rows AS r
                    WHERE d.kind = 'missing' AND r.table_name = '%s' AND %s < r.dropped_before"""
                    .formatted(table.name(), time));
        }
    }

    /// A row is not extra if its record may have expired: a run that started before the oldest record was appended.
    private long removeExpired() throws SQLException {
        Topic.Kept kept = Topics.catalogue().named(table.source().topic()).kept();
        boolean limited = kept == Topic.Kept.FOR_90_DAYS || kept == Topic.Kept.FOR_7_DAYS;
        if (!expires || !limited) {
            return 0;
        }
        String time = table.stored().stream()
                .filter(column -> column.kind() == ColumnKind.TIMESTAMP && table.key().contains(column.name()))
                .map(StagedColumn::quoted).findFirst().orElseThrow();
        return session.execute("DELETE FROM pg_temp.difference WHERE kind = 'extra' AND " + time
                + " < coalesce((SELECT min(kafka_time) FROM pg_temp.staged), now())");
    }
}
