package io.cryptodata.allinone.cli.output;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// A table whose rows are objects: each column is a name and the value that it shows of a row.
///
/// @param <T> the type of the rows
public final class Table<T> {
    private final List<RowWriter.Column> columns = new ArrayList<>();
    private final List<Function<T, @Nullable Object>> values = new ArrayList<>();

    /// Adds a column of text.
    ///
    /// @param name may contain soft hyphens, at which it is broken where the terminal is narrow
    public Table<T> text(String name, Function<T, @Nullable Object> value) {
        return column(new RowWriter.Column(name, false), value);
    }

    /// Adds a column of numbers.
    public Table<T> number(String name, Function<T, @Nullable Object> value) {
        return column(new RowWriter.Column(name, true), value);
    }

    private Table<T> column(RowWriter.Column column, Function<T, @Nullable Object> value) {
        columns.add(column);
        values.add(value);
        return this;
    }

    /// For people: an aligned table that fits into the terminal.
    public void print(Collection<T> rows, PrintWriter out) {
        print(rows, out, Terminal.columns());
    }

    /// @param terminal the width to fit into; 0 for no limit
    void print(Collection<T> rows, PrintWriter out, int terminal) {
        TextTable table = new TextTable(out, terminal == 0
                ? new TextTable.Layout.Horizontal()
                : new TextTable.Layout.Wrapped(terminal));
        table.start(columns);
        rows.forEach(row -> table.row(cells(row)));
        table.flush();
    }

    /// For programs: CSV with a header.
    public void printCsv(Collection<T> rows, PrintWriter out) {
        CsvWriter csv = new CsvWriter(out);
        csv.start(columns);
        rows.forEach(row -> csv.row(cells(row)));
        csv.finish();
    }

    private List<@Nullable String> cells(T row) {
        List<@Nullable String> cells = new ArrayList<>(values.size());
        for (Function<T, @Nullable Object> value : values) {
            Object cell = value.apply(row);
            cells.add(cell == null ? null : cell.toString());
        }
        return cells;
    }
}
