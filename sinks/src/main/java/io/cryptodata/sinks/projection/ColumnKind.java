package io.cryptodata.sinks.projection;

import org.jspecify.annotations.Nullable;

/// How values of a column are staged.
enum ColumnKind {
    INTEGER("bigint"), NUMBER("double precision"), TEXT("text"), JSON("text"), BOOLEAN("boolean"), TIMESTAMP(
            "timestamptz");

    private final String staged;

    ColumnKind(String staged) {
        this.staged = staged;
    }

    /// @param type as PostgreSQL writes it
    /// @return null if no sink fills columns of this type
    static @Nullable ColumnKind of(String type) {
        return switch (type) {
            case "bigint", "integer", "smallint" -> INTEGER;
            case "numeric", "double precision", "real" -> NUMBER;
            case "text", "character varying" -> TEXT;
            case "json", "jsonb" -> JSON;
            case "boolean" -> BOOLEAN;
            case "timestamp with time zone" -> TIMESTAMP;
            default -> null;
        };
    }

    /// The type of the staging column.
    String staged() {
        return staged;
    }
}
