package io.cryptodata.api.market;

import io.cryptodata.api.database.Sql;
import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.ColumnType;
import io.cryptodata.api.query.ParameterException;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A condition on a column, as text: `rsi14<30`, `close>ema200`.
///
/// @param operator one of `<`, `<=`, `>`, `>=` and `=`
/// @param other the column that is compared; null if it is a number
/// @param number null if it is a column
record Filter(Column column, String operator, @Nullable Column other, @Nullable BigDecimal number) {
    private static final Pattern FORM = Pattern.compile("\\s*([a-z0-9_]+)\\s*(<=|>=|<|>|=)\\s*(\\S+)\\s*");
    private static final Pattern NUMBER = Pattern
            .compile("[-+]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][-+]?\\d{1,2})?");

    /// @param columns those that may be compared
    /// @throws ParameterException if the text is no condition on them
    static Filter parse(String text, List<Column> columns) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw malformed(text, columns);
        }
        Column column = column(form.group(1), columns);
        Column other = column(form.group(3), columns);
        if (column == null || (other == null && !NUMBER.matcher(form.group(3)).matches())) {
            throw malformed(text, columns);
        }
        return new Filter(column, form.group(2), other, other == null ? new BigDecimal(form.group(3)) : null);
    }

    private static @Nullable Column column(String name, List<Column> columns) {
        return columns.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
    }

    private static ParameterException malformed(String text, List<Column> columns) {
        return new ParameterException("filter",
                ("'filter' must be a column, one of < <= > >= =, and a number or a column,"
                        + " but was '%s'; for example filter=rsi14<30. Columns are %s")
                        .formatted(text, columns.stream().map(Column::name).collect(Collectors.joining(", "))));
    }

    static boolean isComparable(Column column) {
        return column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER;
    }

    /// Appends the condition: names come from the columns, numbers are bound.
    void appendTo(Sql sql) {
        if (other == null) {
            sql.add("AND " + column.name() + " " + operator + " ?", number);
        } else {
            sql.add("AND " + column.name() + " " + operator + " " + other.name());
        }
    }
}
