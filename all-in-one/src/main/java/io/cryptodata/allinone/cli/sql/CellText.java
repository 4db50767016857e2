package io.cryptodata.allinone.cli.sql;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/// The text of a value: times as ISO-8601 in UTC (`2026-01-01T00:00:00Z`), booleans as `true` and `false`, everything else
/// as the server prints it (numbers keep every digit).
final class CellText {
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);

    private CellText() {}

    /// The text of one cell of the current row; null for SQL's null.
    ///
    /// @param column counted from 1
    /// @param type the column's type, one of [Types]
    static @Nullable String of(ResultSet row, int column, String typeName, int type) throws SQLException {
        String serverText = row.getString(column);
        if (serverText == null || serverText.endsWith("infinity")) {
            return serverText;
        }
        if ("timestamptz".equals(typeName)) {
            return instant(row.getObject(column, OffsetDateTime.class));
        }
        return switch (type) {
            case Types.TIMESTAMP -> LOCAL.format(row.getObject(column, LocalDateTime.class));
            case Types.BIT, Types.BOOLEAN ->
                "bool".equals(typeName) ? String.valueOf(row.getBoolean(column)) : serverText;
            default -> serverText;
        };
    }

    /// ISO-8601 in UTC with seconds always and fractions where there are any.
    static String instant(OffsetDateTime time) {
        return time.toInstant().toString();
    }

    /// Whether values of this type are aligned as numbers.
    static boolean isNumeric(int type) {
        return switch (type) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC,
                    Types.DECIMAL ->
                true;
            default -> false;
        };
    }
}
