package io.cryptodata.api.task;

import io.cryptodata.api.database.Sql;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.ColumnType;
import io.cryptodata.api.query.Cursor;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.query.StoredJson;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The runs of tasks, newest first, and each task with its newest run.
public final class TaskListings {
    private static final Column COUNTS = Column.of("counts", ColumnType.COUNTS);
    private static final List<Column> RUN = List.of(Column.integer("id"), Column.text("process"),
            Column.time("started_at"), Column.time("finished_at"), Column.number("seconds"), Column.text("outcome"),
            COUNTS, Column.text("detail"));
    private static final List<Column> TASK = Stream.concat(RUN.stream(), Stream.of(Column.integer("runs_24h"),
            Column.integer("failed_24h"), Column.number("median_seconds"), Column.time("next_due"))).toList();
    private static final String SECONDS = "extract(epoch FROM finished_at - started_at)";

    private TaskListings() {}

    /// The columns of a run.
    public static List<Column> run() {
        return RUN;
    }

    public static Listing runs() {
        return new Listing("tasks/runs", "runs", List.of(Parameter.text("process", "listing.binance"),
                Parameter.choice("outcome", null, List.of("OK", "PARTIAL", "FAILED")), Parameter.time("from"),
                Parameter.time("to"), Parameter.limit(200, 5000), Parameter.cursor()), List.of(), RUN, false,
                (_, arguments) -> selectRuns(arguments));
    }

    public static Listing tasks() {
        return new Listing("tasks", "tasks", List.of(Parameter.limit(200, 1000), Parameter.cursor()), List.of(), TASK,
                false, (_, arguments) -> selectTasks(arguments));
    }

    private static Listing.Selection selectRuns(Arguments arguments) {
        Sql sql = Sql.of("SELECT *, " + SECONDS + " AS seconds FROM logs WHERE true");
        sql.addIf(arguments.text("process"), "AND process = ?");
        sql.addIf(arguments.text("outcome"), "AND outcome = ?");
        sql.addIf(arguments.time("from", null), "AND started_at >= ?");
        sql.addIf(arguments.time("to", null), "AND started_at < ?");
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            List<@Nullable String> key = Cursor.read(arguments.canonical(), cursor);
            sql.add("AND (started_at, id) < (?::timestamptz, ?::bigint)", key.toArray());
        }
        return new Listing.Selection(Map.of(), RUN, null, List.of("started_at", "id"),
                sql.add("ORDER BY started_at DESC, id DESC"), TaskListings::cell);
    }

    /// A common table expression `name` with the name of every process in `logs`, by a walk along the index, and one null.
    public static Sql names() {
        return Sql.of("""
                WITH RECURSIVE name AS (
                    (SELECT process FROM logs ORDER BY process LIMIT 1)
                    UNION ALL
                    SELECT (SELECT process FROM logs WHERE process > name.process ORDER BY process LIMIT 1) FROM name
                    WHERE name.process IS NOT NULL)""");
    }

    /// The names, then what each needs of the index. A task is due one usual interval, the median of the last ten, after its
    /// newest start. Actions of operators are no tasks.
    private static Listing.Selection selectTasks(Arguments arguments) {
        Sql sql = names()
                .add("""
                        SELECT run.*, extract(epoch FROM run.finished_at - run.started_at) AS seconds, day.runs_24h, day.failed_24h,
                               day.median_seconds, run.started_at + usual.interval AS next_due
                        FROM name
                        CROSS JOIN LATERAL (SELECT * FROM logs WHERE process = name.process ORDER BY started_at DESC LIMIT 1) AS run
                        CROSS JOIN LATERAL (
                            SELECT count(*) AS runs_24h, count(*) FILTER (WHERE outcome = 'FAILED') AS failed_24h,
                                   percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at)::double precision)
                                       AS median_seconds
                            FROM logs WHERE process = name.process AND started_at > now() - interval '24 hours') AS day
                        LEFT JOIN LATERAL (
                            SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY gap) AS interval
                            FROM (SELECT started_at - lead(started_at) OVER (ORDER BY started_at DESC) AS gap
                                  FROM logs WHERE process = name.process ORDER BY started_at DESC LIMIT 11) AS start
                            WHERE gap IS NOT NULL HAVING count(*) >= 2) AS usual ON true
                        WHERE name.process NOT LIKE 'operator.%'""");
        String cursor = arguments.text(Parameter.CURSOR);
        if (cursor != null) {
            sql.add("AND name.process > ?", Cursor.read(arguments.canonical(), cursor).getFirst());
        }
        return new Listing.Selection(Map.of(), TASK, null, List.of("process"), sql.add("ORDER BY name.process"),
                TaskListings::cell);
    }

    private static @Nullable Object cell(ResultSet row, Column column) throws SQLException {
        return column.equals(COUNTS) ? StoredJson.counts(row.getString(COUNTS.name())) : Reader.cell(row, column);
    }
}
