package io.cryptodata.api.query;

import io.cryptodata.api.database.Sql;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// An order of rows by one column and then by a unique key, nulls last, and the condition for the rows after a position.
///
/// @param column of the result
/// @param key the columns of the unique key, of type text
public record Sorting(Column column, boolean isDescending, List<String> key) {
    /// Reads `column` or `-column`, which is descending.
    ///
    /// @throws ParameterException if it is none of the columns
    public static Sorting parse(String parameter, String text, List<Column> columns, List<String> key) {
        boolean isDescending = text.startsWith("-");
        String name = isDescending ? text.substring(1) : text;
        List<String> names = columns.stream().filter(Column::isScalar).map(Column::name).toList();
        if (!names.contains(name)) {
            throw new ParameterException(parameter,
                    "'%s' must be a column, with - before it for descending, but was '%s'; for example %s=-%s. Columns are %s"
                            .formatted(parameter, text, parameter, names.getFirst(), String.join(", ", names)));
        }
        return new Sorting(columns.get(columns.stream().map(Column::name).toList().indexOf(name)), isDescending, key);
    }

    public Sql orderBy() {
        return Sql.of("ORDER BY " + column.name() + (isDescending ? " DESC" : " ASC") + " NULLS LAST, "
                + String.join(", ", key));
    }

    /// `AND …` for the rows after one whose value and key are these texts.
    public Sql after(@Nullable String value, List<@Nullable String> keyValues) {
        String tie = "(%s) > (%s)".formatted(String.join(", ", key),
                String.join(", ", keyValues.stream().map(_ -> "?").toList()));
        if (value == null) {
            return Sql.of("AND " + column.name() + " IS NULL AND " + tie, keyValues.toArray());
        }
        String bound = "?::" + switch (column.type()) {
            case TEXT -> "text";
            case TIME -> "timestamptz";
            case DAY -> "date";
            case NUMBER -> "numeric";
            case INTEGER, ID -> "bigint";
            case FLAG -> "boolean";
            case COUNTS, OBJECT, OBJECTS -> throw new IllegalStateException(column.name());
        };
        return Sql.of("AND (" + column.name() + (isDescending ? " < " : " > ") + bound, value)
                .add("OR " + column.name() + " IS NULL OR (" + column.name() + " = " + bound, value)
                .add("AND " + tie + "))", keyValues.toArray());
    }
}
