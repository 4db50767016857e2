package io.cryptodata.allinone.cli.output;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CsvWriterTest {

    @Test
    void writes_a_header_and_one_line_per_row() {
        StringWriter text = new StringWriter();
        CsvWriter csv = new CsvWriter(new PrintWriter(text));
        csv.start(List.of(new RowWriter.Column("asset", false), new RowWriter.Column("close", true)));
        csv.row(List.of("BTC/USDT", "100.5"));
        csv.row(Arrays.asList("ETH/USDT", null));
        csv.finish();
        assertThat(text.toString()).isEqualTo("asset,close\nBTC/USDT,100.5\nETH/USDT,\n");
    }

    @Test
    void quotes_only_when_necessary() {
        assertThat(CsvWriter.field("plain text")).isEqualTo("plain text");
        assertThat(CsvWriter.field("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvWriter.field("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(CsvWriter.field("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(CsvWriter.field("carriage\rreturn")).isEqualTo("\"carriage\rreturn\"");
    }

    @Test
    void distinguishes_null_from_empty_text() {
        assertThat(CsvWriter.field(null)).isEmpty();
        assertThat(CsvWriter.field("")).isEqualTo("\"\"");
    }
}
