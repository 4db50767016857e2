package io.cryptodata.api.query;

import io.cryptodata.api.database.InvalidValueException;
import io.cryptodata.api.database.ReadTransactions;
import io.cryptodata.api.database.Session;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the read models.
public final class Reader {
    private final ReadTransactions database;
    private final ReadTransactions bulk;

    /// @param database for pages and documents
    /// @param bulk for streams, which keep a connection as long as their clients take
    public Reader(ReadTransactions database, ReadTransactions bulk) {
        this.database = database;
        this.bulk = bulk;
    }

    /// Takes the rows of a stream, one by one.
    public interface RowSink {
        /// Called once, before the first row, and when the query has succeeded.
        void begin(List<Column> columns) throws IOException;

        void row(@Nullable Object[] cells) throws IOException;
    }

    /// One page: at most `limit` rows, all in memory.
    ///
    /// @throws ParameterException if an argument does not fit the data
    /// @throws io.cryptodata.api.failure.QueryException if the database does not respond in time
    public RowPage page(Listing listing, Arguments arguments) {
        return read(database, arguments, session -> {
            Listing.Selection selection = listing.reading().select(session, arguments);
            int limit = arguments.limit();
            List<@Nullable Object[]> rows = new ArrayList<>();
            String[] next = new String[1];
            List<@Nullable String> key = new ArrayList<>();
            Map<String, @Nullable Object> facts = new LinkedHashMap<>(selection.facts());
            if (selection.counted() != null) {
                facts.put(selection.counted(), 0L);
            }
            session.each(selection.sql().add("LIMIT ?", limit + 1), row -> {
                if (rows.size() == limit) {
                    next[0] = Cursor.of(arguments.canonical(), key);
                    return;
                }
                if (rows.isEmpty() && selection.counted() != null) {
                    facts.put(selection.counted(), row.getLong(selection.counted()));
                }
                rows.add(cells(selection, row));
                if (rows.size() == limit) {
                    for (String column : selection.key()) {
                        key.add(row.getString(column));
                    }
                }
            });
            return new RowPage(facts, selection.columns(), rows, next[0]);
        });
    }

    /// Passes up to `limit` rows of one snapshot to a sink, with one batch of them in memory.
    ///
    /// @throws UncheckedIOException if the sink fails
    public void stream(Listing listing, Arguments arguments, RowSink sink) {
        read(bulk, arguments, session -> {
            Listing.Selection selection = listing.reading().select(session, arguments);
            boolean[] hasBegun = new boolean[1];
            try {
                session.each(selection.sql().add("LIMIT ?", arguments.limit()), row -> {
                    try {
                        if (!hasBegun[0]) {
                            sink.begin(selection.columns());
                            hasBegun[0] = true;
                        }
                        sink.row(cells(selection, row));
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
                if (!hasBegun[0]) {
                    sink.begin(selection.columns());
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return true;
        });
    }

    /// The values of a document by name.
    public Map<String, @Nullable Object> document(Document document, Arguments arguments) {
        return read(database, arguments, session -> document.reading().read(session, arguments));
    }

    private static <T> T read(ReadTransactions database, Arguments arguments, ReadTransactions.Reading<T> reading) {
        try {
            return database.read(reading);
        } catch (InvalidValueException rejected) {
            if (arguments.has(Parameter.CURSOR)) {
                throw Cursor.foreign();
            }
            throw rejected;
        }
    }

    private static @Nullable Object[] cells(Listing.Selection selection, ResultSet row) throws SQLException {
        List<Column> columns = selection.columns();
        @Nullable
        Object[] cells = new Object[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = selection.cells().read(row, columns.get(i));
        }
        return cells;
    }

    /// The cell of a column whose values are single ones.
    public static @Nullable Object cell(ResultSet row, Column column) throws SQLException {
        Object value = switch (column.type()) {
            case TEXT -> row.getString(column.name());
            case TIME -> Session.time(row, column.name());
            case DAY -> row.getObject(column.name(), LocalDate.class);
            case NUMBER -> row.getDouble(column.name());
            case INTEGER, ID -> row.getLong(column.name());
            case FLAG -> row.getBoolean(column.name());
            case COUNTS, OBJECT, OBJECTS -> throw new IllegalArgumentException(
                    column.name() + " is not a single value");
        };
        return value == null || row.wasNull() ? null : value;
    }

    /// The single values of some columns by name.
    public static Map<String, @Nullable Object> object(ResultSet row, List<Column> columns) throws SQLException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Column column : columns) {
            object.put(column.name(), cell(row, column));
        }
        return object;
    }
}
