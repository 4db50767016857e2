package io.cryptodata.allinone.cli.sql;

import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.allinone.cli.output.RowWriter;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Runs one statement, commits it, and writes its rows as they arrive.
final class OneStatement {
    private static final int ROWS_PER_FETCH = 1000;
    private static final Set<String> CHANGES_ROWS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "COPY");

    private static final Pattern COPY_THROUGH_CLIENT = Pattern.compile("(?is)^COPY\\b.*\\b(STDIN|STDOUT)\\b");

    private final Connection connection;
    private final PrintWriter notices;

    /// @param notices receives the server's notices and, after a statement without rows, its result
    OneStatement(Connection connection, PrintWriter notices) {
        this.connection = connection;
        this.notices = notices;
    }

    /// @param out checked after each batch: a closed pipe ends the query
    void run(String text, RowWriter writer, PrintWriter out) throws SQLException {
        String sql = single(text);
        connection.setAutoCommit(true);
        if (returnsRows(sql)) {
            connection.setAutoCommit(false); // the driver reads in batches only inside a transaction
            try {
                query(sql, writer, out);
            } finally {
                connection.commit();
            }
        } else {
            change(sql);
        }
    }

    private void query(String sql, RowWriter writer, PrintWriter out) throws SQLException {
        try (Statement statement = connection.createStatement(); Cancelling ignored = new Cancelling(statement)) {
            statement.setFetchSize(ROWS_PER_FETCH);
            try (ResultSet rows = statement.executeQuery(sql)) {
                write(rows, writer, out);
            }
            printWarnings(statement);
        }
    }

    private static void write(ResultSet rows, RowWriter writer, PrintWriter out) throws SQLException {
        ResultSetMetaData metadata = rows.getMetaData();
        List<RowWriter.Column> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(
                    new RowWriter.Column(metadata.getColumnLabel(i), CellText.isNumeric(metadata.getColumnType(i))));
        }
        writer.start(columns);
        long count = 0;
        while (rows.next()) {
            writer.row(cells(rows, metadata));
            if (++count % ROWS_PER_FETCH == 0 && out.checkError()) {
                return; // the pipe is closed, for example by `| head`
            }
        }
        writer.finish();
    }

    private static List<@Nullable String> cells(ResultSet row, ResultSetMetaData metadata) throws SQLException {
        List<@Nullable String> cells = new ArrayList<>(metadata.getColumnCount());
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            cells.add(CellText.of(row, i, metadata.getColumnTypeName(i), metadata.getColumnType(i)));
        }
        return cells;
    }

    private void change(String sql) throws SQLException {
        if (COPY_THROUGH_CLIENT.matcher(sql).find()) {
            throw new UserError(
                    "COPY from stdin and to stdout are not supported: read with ./cda sql --csv, load with psql");
        }
        try (Statement statement = connection.createStatement(); Cancelling ignored = new Cancelling(statement)) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            printWarnings(statement);
            notices.println(done(sql, statement.getLargeUpdateCount()));
        }
    }

    /// The result of a statement without rows.
    static String done(String sql, long changed) {
        String verb = sql.strip().split("\\W", 2)[0].toUpperCase(Locale.ROOT);
        if (changed <= 0 && !CHANGES_ROWS.contains(verb)) {
            return "done";
        }
        return changed == 1 ? "1 row changed" : Math.max(0, changed) + " rows changed";
    }

    /// Has the server parse the statement without executing it. Question marks are operators, never parameters.
    private boolean returnsRows(String sql) throws SQLException {
        try (PreparedStatement described = connection.prepareStatement(sql.replace("?", "??"))) {
            return described.getMetaData() != null;
        }
    }

    private void printWarnings(Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            notices.println("notice: " + warning.getMessage());
        }
    }

    /// The text of the only statement.
    ///
    /// @throws UserError if there is none, or more than one
    static String single(String text) throws SQLException {
        List<NativeQuery> statements = Parser.parseJdbcSql(text, true, false, true, false, false);
        List<String> texts = statements.stream().map(query -> query.nativeSql.strip()).filter(sql -> !sql.isEmpty())
                .toList();
        if (texts.size() != 1) {
            throw new UserError(texts.isEmpty()
                    ? "there is no statement in '" + text.strip() + "'"
                    : "one statement at a time, but there are " + texts.size()
                            + ": run ./cda sql once for each of them");
        }
        return texts.getFirst();
    }

    /// Cancels the statement on the server when the process ends.
    private static final class Cancelling implements AutoCloseable {
        private final Thread hook;

        Cancelling(Statement statement) {
            hook = new Thread(() -> cancel(statement), "cancel-statement");
            Runtime.getRuntime().addShutdownHook(hook);
        }

        private static void cancel(Statement statement) {
            try {
                statement.cancel();
            } catch (SQLException finished) {
                System.getLogger(OneStatement.class.getName()).log(System.Logger.Level.DEBUG, "not cancelled",
                        finished);
            }
        }

        @Override
        public void close() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                System.getLogger(OneStatement.class.getName()).log(System.Logger.Level.DEBUG, "ending", ending);
            }
        }
    }
}
