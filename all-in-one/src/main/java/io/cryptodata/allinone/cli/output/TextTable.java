package io.cryptodata.allinone.cli.output;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// An aligned table for people: numbers to the right, null as `∅`, the number of rows at the end. Columns are as wide as
/// the first rows need; a later row that is wider moves the border of its own line only. A result that is wider than the
/// terminal is written one value per line, or is fitted into it.
public final class TextTable implements RowWriter {
    private static final String NULL = "∅";
    private static final int ROWS_THAT_SET_THE_WIDTH = 1000;
    private static final String GAP = "  ";
    /// where the name of a column may be broken
    static final char SOFT_HYPHEN = '\u00AD';

    private final PrintWriter out;
    private final Layout layout;
    private final List<List<String>> held = new ArrayList<>();
    private List<Column> columns = List.of();
    private int[] widths = new int[0];
    private boolean started;
    private boolean vertical;
    private Optional<FittedColumns> fitted = Optional.empty();
    private long rows;

    public TextTable(PrintWriter out, Layout layout) {
        this.out = out;
        this.layout = layout;
    }

    @Override
    public void start(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    @Override
    public void row(List<@Nullable String> cells) {
        List<String> shown = cells.stream().map(TextTable::shown).toList();
        if (started) {
            write(shown);
            return;
        }
        held.add(shown);
        if (held.size() == ROWS_THAT_SET_THE_WIDTH) {
            startRows();
        }
    }

    /// Writes the rows that are still held, without a line for the number of rows.
    void flush() {
        if (!started) {
            startRows();
        }
    }

    @Override
    public void finish() {
        flush();
        out.println(rows == 1 ? "(1 row)" : "(" + rows + " rows)");
        out.flush();
    }

    private void startRows() {
        started = true;
        widths = widthsOf(held);
        vertical = switch (layout) {
            case Layout.Vertical() -> true;
            case Layout.Horizontal() -> false;
            case Layout.FittingInto(int terminal) -> !held.isEmpty() && width(widths) > terminal;
            case Layout.Wrapped(int terminal) -> !held.isEmpty() && width(widths) > terminal && !fits(terminal);
        };
        if (fitted.isPresent()) {
            fitted.get().header().forEach(out::println);
        } else if (!vertical) {
            writeLine(columns.stream().map(TextTable::plainName).toList());
            writeLine(IntStream.of(widths).mapToObj("-"::repeat).toList());
        }
        held.forEach(this::write);
        held.clear();
    }

    private boolean fits(int terminal) {
        fitted = FittedColumns.of(columns, widest(new int[columns.size()], held), terminal);
        return fitted.isPresent();
    }

    private int[] widthsOf(List<List<String>> cells) {
        return widest(columns.stream().mapToInt(column -> length(plainName(column))).toArray(), cells);
    }

    private static int[] widest(int[] widest, List<List<String>> cells) {
        for (List<String> row : cells) {
            for (int i = 0; i < widest.length; i++) {
                widest[i] = Math.max(widest[i], length(row.get(i)));
            }
        }
        return widest;
    }

    private static int width(int[] widths) {
        int sum = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }

    private void write(List<String> cells) {
        rows++;
        if (vertical) {
            writeVertically(cells);
        } else if (fitted.isPresent()) {
            fitted.get().row(cells).forEach(out::println);
        } else {
            writeLine(cells);
        }
    }

    private void writeVertically(List<String> cells) {
        int widest = columns.stream().mapToInt(column -> length(plainName(column))).max().orElse(0);
        out.println("-- row " + rows);
        for (int i = 0; i < cells.size(); i++) {
            String name = plainName(columns.get(i));
            out.println(name + padding(widest - length(name)) + GAP + cells.get(i));
        }
    }

    private void writeLine(List<String> cells) {
        StringBuilder line = new StringBuilder(80);
        for (int i = 0; i < cells.size(); i++) {
            String space = padding(widths[i] - length(cells.get(i)));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).numeric() ? space + cells.get(i) : cells.get(i) + space);
        }
        out.println(line.toString().stripTrailing());
    }

    private static String padding(int count) {
        return " ".repeat(Math.max(0, count));
    }

    /// The name of a column on one line.
    static String plainName(Column column) {
        return column.name().replace(String.valueOf(SOFT_HYPHEN), "");
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String shown(@Nullable String cell) {
        return cell == null ? NULL : PlainText.of(cell);
    }

    /// How a row is laid out.
    public sealed interface Layout {
        /// One line per row, however long.
        record Horizontal() implements Layout {}

        /// One line per value.
        record Vertical() implements Layout {}

        /// One line per row where it fits into a terminal of this many columns, otherwise one line per value.
        record FittingInto(int columns) implements Layout {}

        /// One line per row where it fits into a terminal of this many columns. Otherwise the words of headers are stacked and
        /// the last column is wrapped; one line per value where that is not enough.
        record Wrapped(int columns) implements Layout {}
    }
}
