package io.cryptodata.sinks.projection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import static java.util.stream.Collectors.joining;

/// The rows that the records of a staged topic make, in temporary tables: `newest` has one row per key, `earlier` the other
/// versions where the sink keeps them.
///
/// Records with the same revision and values are one version, known since the first of them was appended. The newest one
/// has the greatest revision; of one revision it is what became known last, or the last record where the table has no
/// versions.
record StagedRows(Session session, StagedTable table) {
    static final String NEWEST = "pg_temp.newest";
    static final String EARLIER = "pg_temp.earlier";

    /// Makes the rows of all keys.
    void prepare() throws SQLException {
        for (String name : List.of("newest", "earlier", "recheck", "repeated", "version")) {
            session.execute("DROP TABLE IF EXISTS pg_temp." + name);
        }
        session.execute("ANALYZE pg_temp.staged");
        session.execute("CREATE TEMP TABLE recheck AS SELECT " + table.keyList() + " FROM pg_temp.staged WITH NO DATA");
        session.execute("CREATE TEMP TABLE newest AS " + rows("pg_temp.staged AS s", "true") + " WITH NO DATA");
        session.execute("CREATE TEMP TABLE earlier AS SELECT * FROM pg_temp.newest WITH NO DATA");
        add("pg_temp.staged");
        session.execute("ANALYZE pg_temp.newest");
        session.execute("ANALYZE pg_temp.earlier");
    }

    /// Makes the rows of some keys again.
    ///
    /// @param keys a query for the key columns
    void refresh(String keys) throws SQLException {
        session.execute("TRUNCATE pg_temp.recheck");
        session.execute("INSERT INTO pg_temp.recheck " + keys);
        session.execute("ANALYZE pg_temp.recheck");
        for (String rows : List.of(NEWEST, EARLIER)) {
            session.execute(
                    "DELETE FROM %s AS n USING pg_temp.recheck AS k WHERE %s".formatted(rows,
                            table.equalKeys("n", "k")));
        }
        add("(SELECT s.* FROM pg_temp.staged AS s JOIN pg_temp.recheck AS k ON " + table.equalKeys("s", "k") + ")");
    }

    /// Most keys have one record: only the others are sorted.
    private void add(String staged) throws SQLException {
        session.execute("DROP TABLE IF EXISTS pg_temp.repeated");
        session.execute("CREATE TEMP TABLE repeated AS SELECT %1$s FROM %2$s AS s GROUP BY %1$s HAVING count(*) > 1"
                .formatted(table.keyList(), staged));
        session.execute("ANALYZE pg_temp.repeated");
        String repeated = "EXISTS (SELECT FROM pg_temp.repeated AS r WHERE " + table.equalKeys("r", "s") + ")";
        session.execute("INSERT INTO pg_temp.newest " + rows(staged + " AS s", "NOT " + repeated));
        session.execute("DROP TABLE IF EXISTS pg_temp.version");
        session.execute("CREATE TEMP TABLE version AS "
                + (table.versions().isPresent()
                        ? versions(staged + " AS s", repeated)
                        : lastRecords(staged + " AS s", repeated)));
        session.execute(
                "INSERT INTO pg_temp.newest SELECT " + columns() + " FROM pg_temp.version WHERE kafka_rank = 1");
        session.execute(
                "INSERT INTO pg_temp.earlier SELECT " + columns() + " FROM pg_temp.version WHERE kafka_rank > 1");
    }

    private String columns() {
        return table.columns().stream().map(StagedColumn::quoted).collect(joining(", "));
    }

    private String rows(String staged, String condition) {
        return "SELECT " + converted() + " FROM " + staged + " WHERE " + condition;
    }

    private String converted() {
        return table.columns().stream()
                .map(column -> (column.isField() ? "s." + column.converted() : "s.appended_at") + " AS "
                        + column.quoted())
                .collect(joining(", "));
    }

    private String versions(String staged, String condition) {
        List<String> fields = table.fields().stream().map(StagedColumn::quoted).toList();
        String key = table.keyList();
        String revision = StagedTable.quoted(table.version().orElseThrow());
        return """
                SELECT *, row_number() OVER (PARTITION BY %1$s ORDER BY %2$s DESC, known_at DESC NULLS LAST) AS kafka_rank
                FROM (SELECT DISTINCT ON (%1$s, %2$s, known_at) * FROM (
                          SELECT %3$s, min(known_at) AS known_at, max(kafka_offset) AS last_offset
                          FROM (SELECT %4$s, s.kafka_offset FROM %5$s WHERE %6$s) AS converted GROUP BY %3$s) AS one
                      ORDER BY %1$s, %2$s, known_at, last_offset DESC) AS readable"""
                .formatted(key, revision, String.join(", ", fields), converted(), staged, condition);
    }

    private String lastRecords(String staged, String condition) {
        List<String> order = new ArrayList<>();
        table.version().ifPresent(version -> order.add(StagedTable.quoted(version) + " DESC"));
        order.add("kafka_offset DESC");
        String known = table.has(StagedTable.KNOWN_AT)
                ? "min(known_at) OVER (PARTITION BY "
                        + table.fields().stream().map(StagedColumn::quoted).collect(joining(", ")) + ")"
                : "NULL::timestamptz";
        String columns = table.fields().stream().map(StagedColumn::quoted).collect(joining(", "));
        return """
                SELECT %1$s, %2$s AS known_at, row_number() OVER (PARTITION BY %3$s ORDER BY %4$s) AS kafka_rank
                FROM (SELECT %5$s, s.kafka_offset FROM %6$s WHERE %7$s) AS converted"""
                .formatted(columns, known, table.keyList(), String.join(", ", order), converted(), staged, condition);
    }
}
