package io.cryptodata.sinks.projection;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.stream.Collectors.joining;

/// Describes the differences in the temporary table `confirmed`.
record DifferenceReport(StagedTopic staged, Comparison comparison) {
    private static final String NULL = "∅";
    private static final int MOST_DAYS = 1000;
    /// of a last_id: the market, and the hours since 1970
    private static final String MARKET_BITS = "((1::bigint << 43) - 1)";

    VerifiedTable of(long undecided, int shown, double seconds) throws SQLException {
        StagedTable table = staged.table();
        return new VerifiedTable(table.name(), table.source().topic(), staged.counts(), comparison.rows(),
                count("missing"), count("extra"), count("different"), comparison.expired(), undecided, days(),
                first(shown), seconds);
    }

    private long count(String kind) throws SQLException {
        return staged.session().number("SELECT count(*) FROM pg_temp.confirmed WHERE kind = '" + kind + "'");
    }

    private List<VerifiedTable.Day> days() throws SQLException {
        Optional<String> marketsAndDays = marketsAndDays();
        if (marketsAndDays.isEmpty()) {
            return List.of();
        }
        List<VerifiedTable.Day> days = new ArrayList<>();
        try (Statement statement = staged.session().connection().createStatement();
                ResultSet found = statement.executeQuery(
                        """
                                SELECT market, day::text, count(*) FILTER (WHERE kind = 'missing'), count(*) FILTER (WHERE kind = 'extra'),
                                       count(*) FILTER (WHERE kind = 'different')
                                FROM (%s) AS difference GROUP BY market, day ORDER BY day, market LIMIT %d"""
                                .formatted(marketsAndDays.get(), MOST_DAYS))) {
            while (found.next()) {
                days.add(new VerifiedTable.Day(found.getString(1), found.getString(2), found.getLong(3),
                        found.getLong(4), found.getLong(5)));
            }
        }
        return days;
    }

    private Optional<String> marketsAndDays() {
        StagedTable table = staged.table();
        if (table.isKeyedByTime() && table.key().contains("asset")) {
            return Optional.of("""
                    SELECT kind, exchange || ':' || asset AS market, ("timestamp" AT TIME ZONE 'UTC')::date AS day
                    FROM pg_temp.confirmed""");
        }
        if (table.key().contains("last_id")) {
            return Optional
                    .of("""
                            SELECT kind, coalesce(m.market, 'unknown market ' || (d.last_id & %1$s)) AS market,
                                   (to_timestamp((d.last_id >> 43) * 3600) AT TIME ZONE 'UTC')::date AS day
                            FROM pg_temp.confirmed AS d LEFT JOIN (
                                SELECT DISTINCT exchange || ':' || asset AS market, last_id & %1$s AS bits FROM pg_temp.newest) AS m
                                ON m.bits = d.last_id & %1$s"""
                            .formatted(MARKET_BITS));
        }
        return Optional.empty();
    }

    private List<VerifiedTable.Row> first(int shown) throws SQLException {
        staged.session().execute("SET TIME ZONE 'UTC'");
        List<VerifiedTable.Row> rows = new ArrayList<>();
        for (Relation relation : staged.table().relations()) {
            add(relation, shown - rows.size(), rows);
        }
        return rows;
    }

    private void add(Relation relation, int shown, List<VerifiedTable.Row> rows) throws SQLException {
        List<StagedColumn> others = relation.others();
        String key = relation.key().stream().map(column -> "d." + StagedTable.quoted(column) + "::text")
                .collect(joining(", "));
        String values = others.stream().map(StagedColumn::quoted)
                .map(", n.%1$s::text, t.%1$s::text, n.%1$s IS DISTINCT FROM t.%1$s"::formatted).collect(joining());
        try (Statement statement = staged.session().connection().createStatement();
                ResultSet found = statement.executeQuery("""
                        SELECT d.kind, %s%s FROM pg_temp.confirmed AS d LEFT JOIN %s AS n ON %s LEFT JOIN %s AS t ON %s
                        WHERE d.relation = '%s' ORDER BY %s LIMIT %d""".formatted(key, values, relation.staged(),
                        relation.equal("n", "d"), relation.table(), relation.equal("t", "d"), relation.table(),
                        StagedTable.list("d.", relation.key()), Math.max(0, shown)))) {
            while (found.next()) {
                rows.add(row(found, relation, others));
            }
        }
    }

    private static VerifiedTable.Row row(ResultSet found, Relation relation, List<StagedColumn> others)
            throws SQLException {
        String kind = found.getString(1);
        int position = 2;
        Map<String, String> key = new LinkedHashMap<>();
        for (String column : relation.key()) {
            key.put(column, shown(found.getString(position++)));
        }
        List<VerifiedTable.Column> columns = new ArrayList<>();
        for (StagedColumn column : others) {
            if (kind.equals("different") && found.getBoolean(position + 2)) {
                columns.add(new VerifiedTable.Column(column.name(), shown(found.getString(position)),
                        shown(found.getString(position + 1))));
            }
            position += 3;
        }
        return new VerifiedTable.Row(relation.table(), kind, key, columns);
    }

    private static String shown(@Nullable String value) {
        return value == null ? NULL : value;
    }
}
