package io.cryptodata.api.query;

import java.util.List;

/// One column of a read model.
///
/// @param name in snake case; the same in JSON, CSV, Arrow, GraphQL and the result of the SQL
/// @param fields those of an object; otherwise empty
public record Column(String name, ColumnType type, List<Column> fields) {
    public Column {
        fields = List.copyOf(fields);
    }

    public static Column text(String name) {
        return of(name, ColumnType.TEXT);
    }

    public static Column time(String name) {
        return of(name, ColumnType.TIME);
    }

    public static Column number(String name) {
        return of(name, ColumnType.NUMBER);
    }

    public static Column integer(String name) {
        return of(name, ColumnType.INTEGER);
    }

    public static Column flag(String name) {
        return of(name, ColumnType.FLAG);
    }

    public static Column of(String name, ColumnType type) {
        return new Column(name, type, List.of());
    }

    public static Column object(String name, Column... fields) {
        return new Column(name, ColumnType.OBJECT, List.of(fields));
    }

    public static Column objects(String name, Column... fields) {
        return new Column(name, ColumnType.OBJECTS, List.of(fields));
    }

    /// Whether the cells are single values, so that SQL can compare them.
    public boolean isScalar() {
        return switch (type) {
            case TEXT, TIME, DAY, NUMBER, INTEGER, ID, FLAG -> true;
            case COUNTS, OBJECT, OBJECTS -> false;
        };
    }
}
