package io.cryptodata.api.market;

import io.cryptodata.api.database.Sql;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.ColumnType;
import io.cryptodata.api.query.ParameterException;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A condition on a column, as text: `rsi14<30`, `close>ema200`, `exchange!=okx`, `timestamp>=2026-03-01`, `rank=null`.
///
/// @param operator one of `<`, `<=`, `>`, `>=`, `=` and `!=`
/// @param other the column that is compared; null if it is a value
/// @param value null if it is a column, or null itself
record Filter(Column column, String operator, @Nullable Column other, @Nullable Object value) {
    private static final Pattern FORM = Pattern.compile("\\s*([a-z0-9_]+)\\s*(<=|>=|!=|<|>|=)\\s*(\\S+)\\s*");
    private static final Pattern NUMBER = Pattern
            .compile("[-+]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][-+]?\\d{1,2})?");
    private static final String NULL = "null";

    /// @param columns those that may be compared
    /// @throws ParameterException if the text is no condition on them
    static Filter parse(String text, List<Column> columns) {
        Matcher form = FORM.matcher(text);
        Column column = form.matches() ? column(form.group(1), columns) : null;
        if (column == null) {
            throw malformed(text, columns);
        }
        String operator = form.group(2);
        String operand = form.group(3);
        boolean isEquality = operator.equals("=") || operator.equals("!=");
        if (operand.equals(NULL) && isEquality) {
            return new Filter(column, operator, null, null);
        }
        Column other = column(operand, columns);
        if (other != null && isNumber(column) && isNumber(other)) {
            return new Filter(column, operator, other, null);
        }
        Object value = value(column, operand);
        if (value == null || (column.type() == ColumnType.TEXT && !isEquality)) {
            throw malformed(text, columns);
        }
        return new Filter(column, operator, null, value);
    }

    /// Null if the text is no value of the column.
    private static @Nullable Object value(Column column, String text) {
        return switch (column.type()) {
            case TEXT -> text;
            case TIME -> time(text);
            case NUMBER, INTEGER, ID -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
            case DAY, FLAG, COUNTS, OBJECT, OBJECTS -> throw new IllegalArgumentException(
                    column.name() + " cannot be compared");
        };
    }

    private static @Nullable Instant time(String text) {
        try {
            return Arguments.parseTime(text);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            return null;
        }
    }

    private static @Nullable Column column(String name, List<Column> columns) {
        return columns.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
    }

    private static ParameterException malformed(String text, List<Column> columns) {
        return new ParameterException("filter",
                ("'filter' must be a column, one of < <= > >= = !=, and a value or a column; names are compared with ="
                        + " and !=, and so is null; but was '%s'; for example filter=rsi14<30. Columns are %s")
                        .formatted(text, columns.stream().map(Column::name).collect(Collectors.joining(", "))));
    }

    private static boolean isNumber(Column column) {
        return column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER;
    }

    /// Appends the condition: names come from the columns, values are bound.
    void appendTo(Sql sql) {
        String sign = operator.equals("!=") ? "<>" : operator;
        if (other != null) {
            sql.add("AND " + column.name() + " " + sign + " " + other.name());
        } else if (value != null) {
            sql.add("AND " + column.name() + " " + sign + " ?", value);
        } else {
            sql.add("AND " + column.name() + (operator.equals("=") ? " IS NULL" : " IS NOT NULL"));
        }
    }
}
