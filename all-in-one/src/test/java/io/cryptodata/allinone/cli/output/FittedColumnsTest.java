package io.cryptodata.allinone.cli.output;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class FittedColumnsTest {
    private static final Row ROW = new Row("binance:BTC/USDT", 87_600,
            "not requested since 10:00, unreadable at 12:00");

    private record Row(String market, long hours, String cause) {}

    private static final Table<Row> TABLE = new Table<Row>().text("market", Row::market)
            .number("con\u00ADfirmed empty h", Row::hours).text("missing since", Row::cause);

    @Test
    void a_table_that_fits_has_its_headers_on_one_line() {
        assertThat(printed(83)).isEqualTo("""
                market            confirmed empty h  missing since
                ----------------  -----------------  ----------------------------------------------
                binance:BTC/USDT              87600  not requested since 10:00, unreadable at 12:00
                """);
    }

    @Test
    void the_words_of_headers_are_stacked_before_anything_is_wrapped() {
        assertThat(printed(82)).isEqualTo("""
                                    con-
                                  firmed
                                   empty  missing
                market                 h  since
                ----------------  ------  ----------------------------------------------
                binance:BTC/USDT   87600  not requested since 10:00, unreadable at 12:00
                """);
    }

    @Test
    void the_last_column_is_wrapped_between_words() {
        assertThat(printed(56)).endsWith("""
                ----------------  ------  ------------------------------
                binance:BTC/USDT   87600  not requested since 10:00,
                                          unreadable at 12:00
                """);
    }

    @Test
    void the_last_column_is_below_its_row_where_no_room_is_left_beside_it() {
        assertThat(printed(40)).endsWith("""
                market                 h
                    missing since
                ----------------  ------
                binance:BTC/USDT   87600
                    not requested since 10:00,
                    unreadable at 12:00
                """);
    }

    @Test
    void a_terminal_that_is_too_narrow_for_the_other_columns_gets_one_value_per_line() {
        assertThat(printed(20)).isEqualTo("""
                -- row 1
                market             binance:BTC/USDT
                confirmed empty h  87600
                missing since      not requested since 10:00, unreadable at 12:00
                """);
    }

    @Test
    void without_a_terminal_there_is_no_limit() {
        assertThat(printed(0)).contains("not requested since 10:00, unreadable at 12:00");
    }

    @Test
    void a_word_longer_than_a_line_is_broken() {
        assertThat(FittedColumns.wrap("at jdbc:postgresql://127.0.0.1", 10)).containsExactly("at", "jdbc:postg",
                "resql://12", "7.0.0.1");
        assertThat(FittedColumns.wrap("", 10)).containsExactly("");
    }

    private static String printed(int terminal) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        TABLE.print(List.of(ROW), out, terminal);
        out.flush();
        return text.toString();
    }
}
