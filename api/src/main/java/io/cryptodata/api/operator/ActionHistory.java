package io.cryptodata.api.operator;

import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.database.Session;
import io.cryptodata.api.task.TaskListings;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What operators did, from the table `logs`.
record ActionHistory(ReadTransactions database) {

    /// @param process `operator.<action>`
    /// @param detail as recorded, from which the members before it are
    record Action(@Nullable String id, String process, String action, @Nullable String target, @Nullable String by,
            @Nullable String reason, @Nullable String result, Instant startedAt, @Nullable Instant finishedAt,
            @Nullable String outcome, @Nullable String detail) {}

    record Page(List<Action> actions) {}

    /// Newest first.
    Page newest(int limit) {
        return new Page(database.read(session -> session.list(TaskListings.names().add("""
                SELECT run.* FROM name CROSS JOIN LATERAL (
                    SELECT * FROM logs WHERE process = name.process ORDER BY started_at DESC LIMIT ?) AS run
                WHERE name.process LIKE 'operator.%' ORDER BY started_at DESC, id DESC LIMIT ?""", limit, limit),
                ActionHistory::action)));
    }

    private static Action action(ResultSet row) throws SQLException {
        String process = row.getString("process");
        String detail = row.getString("detail");
        return new Action(part(detail, "id"), process, process.substring(ActionRecord.PREFIX.length()),
                part(detail, "target"), part(detail, "by"), part(detail, "reason"), part(detail, "result"),
                Objects.requireNonNull(Session.time(row, "started_at")), Session.time(row, "finished_at"),
                row.getString("outcome"), detail);
    }

    private static @Nullable String part(@Nullable String detail, String name) {
        return ActionRecord.part(detail, name).orElse(null);
    }
}
