package io.cryptodata.allinone.benchmark;

import io.cryptodata.sinks.database.DatabaseAccess;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static java.util.stream.Collectors.joining;

/// Rows of a table as bytes of `COPY`, and the time in which several connections copy them into a temporary table and from
/// there into the table by one upsert, each batch in a transaction. An older row never replaces a newer one, and an equal
/// row is not updated.
final class CopyReference {
    /// The format of the bytes.
    enum Format {
        TEXT, BINARY
    }

    private final DatabaseAccess database;
    private final String table;
    private final Format format;
    private final List<byte[]> batches;
    private final String upsert;

    private CopyReference(DatabaseAccess database, String table, Format format, List<byte[]> batches, String upsert) {
        this.database = database;
        this.table = table;
        this.format = format;
        this.batches = batches;
        this.upsert = upsert;
    }

    /// Reads the rows of the table in the order in which they are stored.
    static CopyReference of(DatabaseAccess database, String table, Format format, int rowsPerBatch)
            throws SQLException, IOException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            statement.execute("CREATE TEMPORARY TABLE rows AS SELECT row_number() OVER () AS number, * FROM " + table);
            statement.execute("CREATE INDEX ON rows (number)");
            String columns = columns(statement, table, "true");
            int rows = count(statement, "rows");
            List<byte[]> batches = new ArrayList<>();
            for (int first = 0; first < rows; first += rowsPerBatch) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                copy.copyOut(
                        "COPY (SELECT %s FROM rows WHERE number > %d AND number <= %d ORDER BY number) TO STDOUT (FORMAT %s)"
                                .formatted(columns, first, first + rowsPerBatch, format),
                        bytes);
                batches.add(bytes.toByteArray());
            }
            return new CopyReference(database, table, format, batches, upsert(statement, table, columns));
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "COPY %s in %d transactions", format, batches.size());
    }

    /// Writes everything over some connections.
    Load load(int connections, int rows, ProcessHandle postmaster) throws SQLException, InterruptedException {
        List<Connection> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                open.add(prepared());
            }
            Spent.Reading before = Spent.Reading.now(postmaster);
            long start = System.nanoTime();
            List<Future<Integer>> written = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i;
                written.add(threads.submit(() -> write(open.get(first), first, connections)));
            }
            for (Future<Integer> each : written) {
                each.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Load(rows / seconds, rows, Spent.Reading.now(postmaster).since(before));
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a batch was not copied", failed);
        } finally {
            for (Connection each : open) {
                each.close();
            }
        }
    }

    private Connection prepared() throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE staging ON COMMIT DELETE ROWS AS SELECT "
                    + columns(statement, table, "true") + " FROM " + table + " WITH NO DATA");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private int write(Connection connection, int first, int step) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        int written = 0;
        try (Statement statement = connection.createStatement()) {
            for (int batch = first; batch < batches.size(); batch += step) {
                copy.copyIn("COPY staging FROM STDIN (FORMAT " + format + ")",
                        new ByteArrayInputStream(batches.get(batch)), 1 << 16);
                written += statement.executeUpdate(upsert);
                connection.commit();
            }
        }
        return written;
    }

    private static String upsert(Statement statement, String table, String columns) throws SQLException {
        String key = columns(statement, table, "a.attnum = ANY (i.indkey)");
        String others = columns(statement, table, "a.attnum <> ALL (i.indkey)");
        List<String> names = Arrays.asList(others.split(", "));
        return "INSERT INTO " + table + " AS t (" + columns + ") SELECT " + columns + " FROM staging ON CONFLICT ("
                + key
                + ") DO UPDATE SET " + names.stream().map(name -> name + " = excluded." + name).collect(joining(", "))
                + " WHERE " + (names.contains("revision") ? "excluded.revision >= t.revision AND " : "")
                + "(" + prefixed("t.", names) + ") IS DISTINCT FROM (" + prefixed("excluded.", names) + ")";
    }

    private static String prefixed(String prefix, List<String> names) {
        return names.stream().map(name -> prefix + name).collect(joining(", "));
    }

    private static String columns(Statement statement, String table, String which) throws SQLException {
        try (ResultSet found = statement.executeQuery("""
                SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
                FROM pg_attribute a JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
                WHERE a.attrelid = '%s'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                    AND %s""".formatted(table, which))) {
            found.next();
            return found.getString(1);
        }
    }

    /// How many rows the table has.
    static int count(Statement statement, String table) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT count(*) FROM " + table)) {
            found.next();
            return found.getInt(1);
        }
    }
}
