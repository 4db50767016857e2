package io.cryptodata.sinks.connect;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/// Finds the rows that a table has already, by reading what it has in the ranges of their keys and comparing bytes. That takes
/// the server less than half the time of a search for each row. A row whose bytes differ may still be equal, for example
/// in the scale of a number that was written by hand.
final class StoredRows {
    /// signature, flags and length of the extension
    private static final int HEAD = 11 + 2 * Integer.BYTES;
    private static final int NULL = -1;

    private final Connection connection;
    private final TargetTable table;
    private final TargetColumn ranged;
    private final List<TargetColumn> others;

    /// @param table that [#canRead] accepts
    StoredRows(Connection connection, TargetTable table) {
        List<TargetColumn> key = table.key().stream().map(table::column).toList();
        this.connection = connection;
        this.table = table;
        this.ranged = key.getLast();
        this.others = key.subList(0, key.size() - 1);
    }

    /// Whether the keys are ranges of the last key column: hours of a market are, indicator rows of a market are not.
    static boolean canRead(TargetTable table) {
        List<TargetColumn> key = table.key().stream().map(table::column).toList();
        return table.knownAt().isPresent() && key.getLast().kind().isOrdered()
                && key.stream().filter(column -> column.kind().isOrdered()).count() == 1;
    }

    /// The rows that the table does not have, or has as known only later.
    ///
    /// @param rows with all columns of the table and distinct keys
    List<Row> missing(List<Row> rows) throws SQLException {
        Map<ByteBuffer, Row> missing = LinkedHashMap.newLinkedHashMap(rows.size());
        rows.forEach(row -> missing.put(row.version(), row));
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql(KeyRuns.of(rows)));
        boolean isFirst = true;
        for (byte[] sent = copy.readFromCopy(); sent != null; sent = copy.readFromCopy()) {
            ByteBuffer stored = ByteBuffer.wrap(sent).position(isFirst ? HEAD : 0);
            isFirst = false;
            if (stored.getShort() > 0) {
                remove(missing, stored.slice());
            }
        }
        return List.copyOf(missing.values());
    }

    /// @param stored the fields of a row: when it became known, and the other columns
    private static void remove(Map<ByteBuffer, Row> missing, ByteBuffer stored) {
        boolean isKnown = stored.getInt() != NULL;
        long known = isKnown ? CopyBuffer.millis(stored.getLong()) : Row.KnownAt.UNKNOWN;
        ByteBuffer version = stored.slice();
        Row row = missing.get(version);
        if (row != null && (isKnown ? !isEarlier(row, known) : row.knownAt().millis() == Row.KnownAt.UNKNOWN)) {
            missing.remove(version);
        }
    }

    private static boolean isEarlier(Row row, long known) {
        return row.knownAt().millis() != Row.KnownAt.UNKNOWN && row.knownAt().millis() < known;
    }

    private String sql(KeyRuns keys) throws SQLException {
        TargetColumn known = table.knownAt().orElseThrow();
        List<TargetColumn> columns = Stream.concat(Stream.of(known),
                table.columns().stream().filter(column -> !column.equals(known))).toList();
        return "COPY (SELECT " + columns.stream().map(column -> "t." + column.quoted()).collect(joining(", "))
                + " FROM unnest(" + arrays(keys.runs()) + ") AS run (" + runColumns()
                + ") CROSS JOIN LATERAL (SELECT * FROM " + table.name() + " AS t WHERE " + condition(keys.runs())
                + " OFFSET 0) AS t) TO STDOUT (FORMAT binary)";
    }

    private String runColumns() {
        return Stream.concat(names(), Stream.of("first", "last")).collect(joining(", "));
    }

    private Stream<String> names() {
        return IntStream.range(0, others.size()).mapToObj(place -> "key" + place);
    }

    private String arrays(List<KeyRuns.Run> runs) throws SQLException {
        StringBuilder arrays = new StringBuilder();
        for (int place = 0; place < others.size(); place++) {
            int position = place;
            arrays.append(array(others.get(place).type(), runs, run -> run.others().get(position))).append(", ");
        }
        return arrays.append(array("bigint", runs, KeyRuns.Run::first)).append(", ")
                .append(array("bigint", runs, KeyRuns.Run::last)).toString();
    }

    private String array(String type, List<KeyRuns.Run> runs, Function<KeyRuns.Run, Object> element)
            throws SQLException {
        String text = connection
                .createArrayOf("text", runs.stream().map(run -> element.apply(run).toString()).toArray())
                .toString();
        return "'" + connection.unwrap(PGConnection.class).escapeLiteral(text) + "'::" + type + "[]";
    }

    /// The second range lets a partitioned table skip partitions when the statement is planned.
    private String condition(List<KeyRuns.Run> runs) {
        List<String> names = names().toList();
        String same = IntStream.range(0, others.size())
                .mapToObj(place -> "t." + others.get(place).quoted() + " = run." + names.get(place) + " AND ")
                .collect(joining());
        return same + between("run.first", "run.last") + " AND "
                + between(bound(runs, KeyRuns.Run::first).min().orElseThrow() + "::bigint",
                        bound(runs, KeyRuns.Run::last).max().orElseThrow() + "::bigint");
    }

    private static LongStream bound(List<KeyRuns.Run> runs, ToLongFunction<KeyRuns.Run> bound) {
        return runs.stream().mapToLong(bound);
    }

    private String between(String first, String last) {
        return "t." + ranged.quoted() + " BETWEEN " + ranged.kind().fromOrder(first) + " AND "
                + ranged.kind().fromOrder(last);
    }
}
