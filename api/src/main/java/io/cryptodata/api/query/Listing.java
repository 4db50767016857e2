package io.cryptodata.api.query;

import io.cryptodata.api.database.Session;
import io.cryptodata.api.database.Sql;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Rows, in pages. Every listing has the parameters `limit` and `cursor`.
///
/// @param rows the name of the rows in JSON
/// @param facts what all rows have in common, beside them in JSON
/// @param isBulk whether it is also streamed, as CSV or Arrow, beyond the size of a page
public record Listing(String path, String rows, List<Parameter> parameters, List<Column> facts, List<Column> columns,
        boolean isBulk, Reading reading) implements ReadModel {
    public Listing {
        parameters = List.copyOf(parameters);
        facts = List.copyOf(facts);
        columns = List.copyOf(columns);
    }

    /// Decides what to select for some arguments.
    @FunctionalInterface
    public interface Reading {
        Selection select(Session session, Arguments arguments) throws SQLException;
    }

    /// Reads cells that are not simply those of the result.
    @FunctionalInterface
    public interface Cells {
        @Nullable
        Object read(ResultSet row, Column column) throws SQLException;
    }

    /// What to read.
    ///
    /// @param counted the column of the result that has the number of all rows, a fact; null if they are not counted
    /// @param key the columns of the result whose values are the position of a row, in the order of the sorting
    /// @param sql everything but the limit; its result has each column by its name
    public record Selection(Map<String, @Nullable Object> facts, List<Column> columns,
            @Nullable String counted, List<String> key, Sql sql, Cells cells) {
        public Selection {
            columns = List.copyOf(columns);
            key = List.copyOf(key);
        }

        /// Rows that are not counted and whose cells are those of the result.
        public static Selection of(Map<String, @Nullable Object> facts, List<Column> columns, List<String> key,
                Sql sql) {
            return new Selection(facts, columns, null, key, sql, Reader::cell);
        }
    }
}
