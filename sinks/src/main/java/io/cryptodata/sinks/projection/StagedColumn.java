package io.cryptodata.sinks.projection;

import org.jspecify.annotations.Nullable;

/// A column of the staging table.
///
/// @param type of the column in the table that the sink fills, as PostgreSQL writes it
/// @param origin where its value is taken from
/// @param stored whether the table has it; others only order and describe the rows
/// @param absent the value for records whose schema does not have the field
record StagedColumn(String name, String type, ColumnKind kind, Origin origin, boolean stored, boolean nullable,
        @Nullable Object absent) {
    enum Origin {
        /// The field of the same name.
        FIELD,
        /// The time at which the broker appended the first record of this version of the row.
        APPENDED
    }

    boolean isField() {
        return origin == Origin.FIELD;
    }

    String quoted() {
        return StagedTable.quoted(name);
    }

    /// The staged value as a value of the table's column.
    String converted() {
        return kind == ColumnKind.TIMESTAMP || kind == ColumnKind.TEXT || kind == ColumnKind.BOOLEAN
                ? quoted()
                : quoted() + "::" + type;
    }
}
