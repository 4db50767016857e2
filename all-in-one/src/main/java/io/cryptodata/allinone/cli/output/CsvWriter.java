package io.cryptodata.allinone.cli.output;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.List;

/// CSV by RFC 4180 with a header; null is empty and the empty text is `""`, which keeps the two apart.
public final class CsvWriter implements RowWriter {
    private static final String LINE_END = "\n";
    private final PrintWriter out;

    public CsvWriter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void start(List<Column> columns) {
        writeLine(columns.stream().map(Column::name).toList());
    }

    @Override
    public void row(List<@Nullable String> cells) {
        writeLine(cells);
    }

    @Override
    public void finish() {
        out.flush();
    }

    private void writeLine(List<? extends @Nullable String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(field(cells.get(i)));
        }
        out.write(LINE_END);
    }

    /// One field: quoted where it holds a comma, a quote, a line end or nothing at all.
    static String field(@Nullable String cell) {
        if (cell == null) {
            return "";
        }
        boolean quoted = cell.isEmpty() || cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
