package io.cryptodata.allinone.cli.output;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TextTableTest {
    private static final List<RowWriter.Column> COLUMNS = List.of(new RowWriter.Column("asset", false),
            new RowWriter.Column("close", true));

    @Test
    void aligns_text_left_and_numbers_right() {
        assertThat(table(new TextTable.Layout.Horizontal(), row("BTC/USDT", "67000.5"), row("X/Y", "1")))
                .isEqualTo("""
                        asset       close
                        --------  -------
                        BTC/USDT  67000.5
                        X/Y             1
                        (2 rows)
                        """);
    }

    @Test
    void null_is_shown_as_a_separate_symbol() {
        assertThat(table(new TextTable.Layout.Horizontal(), row("", null))).isEqualTo("""
                asset  close
                -----  -----
                           ∅
                (1 row)
                """);
    }

    @Test
    void an_empty_result_has_a_header() {
        assertThat(table(new TextTable.Layout.FittingInto(80))).isEqualTo("""
                asset  close
                -----  -----
                (0 rows)
                """);
    }

    @Test
    void a_result_wider_than_the_terminal_has_one_value_per_line() {
        assertThat(table(new TextTable.Layout.FittingInto(10), row("BTC/USDT", "67000.5"))).isEqualTo("""
                -- row 1
                asset  BTC/USDT
                close  67000.5
                (1 row)
                """);
    }

    @Test
    void control_characters_cannot_break_the_table() {
        assertThat(table(new TextTable.Layout.Horizontal(), row("two\nlines\u001b[31m", "1"))).contains(
                "two\\nlines\\u001b[31m");
    }

    @Test
    void all_rows_after_those_that_determine_the_width_are_written() {
        StringWriter text = new StringWriter();
        TextTable table = new TextTable(new PrintWriter(text), new TextTable.Layout.Horizontal());
        table.start(COLUMNS);
        for (int i = 0; i < 2500; i++) {
            table.row(row("market-" + i, String.valueOf(i)));
        }
        table.finish();
        assertThat(text.toString().lines()).hasSize(2 + 2500 + 1).contains("market-2499   2499")
                .endsWith("(2500 rows)");
    }

    @SafeVarargs
    private static String table(TextTable.Layout layout, List<@Nullable String>... rows) {
        StringWriter text = new StringWriter();
        TextTable table = new TextTable(new PrintWriter(text), layout);
        table.start(COLUMNS);
        for (List<@Nullable String> row : rows) {
            table.row(row);
        }
        table.finish();
        return text.toString();
    }

    private static List<@Nullable String> row(@Nullable String... cells) {
        return Arrays.asList(cells);
    }
}
