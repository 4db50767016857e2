package io.cryptodata.allinone.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Columns made to fit into a terminal: the words of headers are stacked, the gap is narrowed if need be, and text in the last
/// column is wrapped, below its row where too little room is left beside it.
///
/// @param widths of the columns; the last one is that of a wrapped line
/// @param gap the number of spaces between two columns
/// @param below whether the last column is below its row
record FittedColumns(List<RowWriter.Column> columns, int[] widths, int gap, boolean below) {
    private static final int GAP = 2;
    private static final int NARROWEST_TEXT = 24;
    private static final int INDENT = 4;

    /// @param content the widest cell of each column
    /// @param terminal the width to fit into
    /// @return empty if the columns do not fit
    static Optional<FittedColumns> of(List<RowWriter.Column> columns, int[] content, int terminal) {
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> Math.max(content[i], widest(words(columns.get(i).name())))).toArray();
        int last = widths.length - 1;
        for (int gap = GAP; gap >= 1; gap--) {
            int others = IntStream.of(widths).limit(last).sum() + gap * last;
            if (others + widths[last] <= terminal) {
                return Optional.of(new FittedColumns(columns, widths, gap, false));
            }
            if (!columns.get(last).numeric() && terminal - others >= NARROWEST_TEXT) {
                return Optional.of(wrapped(columns, widths, gap, terminal - others, false));
            }
        }
        for (int gap = GAP; gap >= 1; gap--) {
            int others = IntStream.of(widths).limit(last).sum() + gap * (last - 1);
            if (last > 0 && !columns.get(last).numeric() && others <= terminal
                    && terminal - INDENT >= NARROWEST_TEXT) {
                return Optional.of(wrapped(columns, widths, gap, terminal - INDENT, true));
            }
        }
        return Optional.empty();
    }

    private static FittedColumns wrapped(List<RowWriter.Column> columns, int[] widths, int gap, int last,
            boolean below) {
        int[] changed = widths.clone();
        changed[changed.length - 1] = Math.min(changed[changed.length - 1], last);
        return new FittedColumns(columns, changed, gap, below);
    }

    /// The lines above the rows, with the rule.
    List<String> header() {
        List<List<String>> stacks = columns.stream().map(column -> words(column.name())).toList();
        int height = stacks.stream().limit(beside()).mapToInt(List::size).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            List<String> cells = new ArrayList<>();
            for (List<String> stack : stacks.subList(0, beside())) {
                int word = line - (height - stack.size());
                cells.add(word < 0 ? "" : stack.get(word));
            }
            lines.add(line(cells));
        }
        if (below) {
            lines.add(" ".repeat(INDENT) + TextTable.plainName(columns.getLast()));
        }
        lines.add(line(IntStream.of(widths).limit(beside()).mapToObj("-"::repeat).toList()));
        return lines;
    }

    /// The lines of one row.
    List<String> row(List<String> cells) {
        String text = cells.getLast();
        List<String> wrapped = columns.getLast().numeric() ? List.of(text) : wrap(text, widths[widths.length - 1]);
        List<String> lines = new ArrayList<>();
        if (below) {
            lines.add(line(cells.subList(0, beside())));
            wrapped.stream().filter(each -> !each.isEmpty()).forEach(each -> lines.add(" ".repeat(INDENT) + each));
            return lines;
        }
        for (int i = 0; i < wrapped.size(); i++) {
            List<String> current = new ArrayList<>();
            for (String cell : cells.subList(0, cells.size() - 1)) {
                current.add(i == 0 ? cell : "");
            }
            current.add(wrapped.get(i));
            lines.add(line(current));
        }
        return lines;
    }

    private int beside() {
        return below ? columns.size() - 1 : columns.size();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder(80);
        for (int i = 0; i < cells.size(); i++) {
            String space = " ".repeat(Math.max(0, widths[i] - TextTable.length(cells.get(i))));
            line.append(i == 0 ? "" : " ".repeat(gap));
            line.append(columns.get(i).numeric() ? space + cells.get(i) : cells.get(i) + space);
        }
        return line.toString().stripTrailing();
    }

    /// The lines of a header: its words, and the parts of a word between soft hyphens.
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : name.split(" ")) {
            String[] parts = word.split(String.valueOf(TextTable.SOFT_HYPHEN));
            for (int i = 0; i < parts.length; i++) {
                words.add(i < parts.length - 1 ? parts[i] + "-" : parts[i]);
            }
        }
        return words;
    }

    private static int widest(List<String> words) {
        return words.stream().mapToInt(TextTable::length).max().orElse(0);
    }

    /// Breaks a text between words, and a word that is longer than a line within it.
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String left = text;
        while (TextTable.length(left) > width) {
            int most = left.offsetByCodePoints(0, width);
            int space = left.lastIndexOf(' ', most);
            int end = space > 0 ? space : most;
            lines.add(left.substring(0, end).stripTrailing());
            left = left.substring(end).stripLeading();
        }
        lines.add(left);
        return lines;
    }
}
