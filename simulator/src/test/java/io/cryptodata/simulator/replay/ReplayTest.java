package io.cryptodata.simulator.replay;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.market.ExpectedCandles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReplayTest {
    private static final String HEADER = "exchange,asset,timestamp,open,high,low,close,volume\n";
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");
    private static final Window EVERYTHING = new Window(0, Long.MAX_VALUE / 2, 1000, false);
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MARGIN = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void numbers_are_served_as_written() throws IOException {
        write("binance_BTC-USDT_1h.csv", row("2024-05-01T00:00:00Z", "60000,60100.50,5.99e4,6E4,0.10"));
        assertThat(rows()).containsExactly(new SourceRow(millis("2024-05-01T00:00:00Z"), "60000", "60100.50", "5.99e4",
                "6E4", "0.10"));
    }

    @Test
    void a_compressed_and_a_plain_file_are_merged_in_name_order() throws IOException {
        writeCompressed("binance_BTC-USDT_1h.a.csv.gz",
                row("2024-05-01T01:00:00Z", "1,1,1,1,1") + row("2024-05-01T00:00:00Z", "2,2,2,2,2"));
        write("binance_BTC-USDT_1h.b.csv", row("2024-05-01T01:00:00Z", "3,3,3,3,3"));
        assertThat(rows()).extracting(SourceRow::open).containsExactly("2", "3");
        assertThat(expectedCandles().superseded()).isEqualTo(1);
    }

    @Test
    void a_later_row_supersedes_an_earlier_one_and_is_counted() throws IOException {
        write("binance_BTC-USDT_1h.csv", row("2024-05-01T00:00:00Z", "1,1,1,1,1")
                + row("2024-05-01T00:00:00Z", "2,2,2,2,2") + row("2024-05-01T00:00:00Z", "3,3,3,3,3"));
        assertThat(rows()).extracting(SourceRow::open).containsExactly("3");
        ExpectedCandles.PerMarket bitcoin = expectedCandles().of(BITCOIN);
        assertThat(bitcoin).isEqualTo(new ExpectedCandles.PerMarket(1, Instant.parse("2024-05-01T00:00:00Z"), 2, 0,
                Map.of(), bitcoin.closedBuckets()));
    }

    @Test
    void rows_with_invalid_values_are_served_and_expected_in_quarantine() throws IOException {
        write("binance_BTC-USDT_1h.csv", row("2024-05-01T00:00:00Z", "1,1,1,1,1")
                + row("2024-05-01T01:00:00Z", "NaN,1,1,1,1") + row("2024-05-01T02:00:00Z", "1,1,2,1,1")
                + row("2024-05-01T03:00:00Z", "1,1,1,1,-1") + row("2024-05-01T04:00:00Z", "0,1,0,1,1")
                + row("2024-05-01T05:28:14.789Z", "1,1,1,1,1") + row("2099-05-01T00:00:00Z", "1,1,1,1,1"));
        assertThat(rows()).hasSize(7);
        ExpectedCandles.PerMarket bitcoin = expectedCandles().of(BITCOIN);
        assertThat(bitcoin.acceptable()).isEqualTo(1);
        assertThat(bitcoin.closedBuckets()).containsEntry(Timeframe.H1, 1).containsEntry(Timeframe.H2, 0);
        assertThat(bitcoin.quarantined()).isEqualTo(Map.of(QuarantineReason.NOT_A_NUMBER, 1,
                QuarantineReason.INCONSISTENT, 1,
                QuarantineReason.NEGATIVE_VOLUME, 1, QuarantineReason.NOT_POSITIVE, 1, QuarantineReason.OFF_GRID, 1,
                QuarantineReason.FUTURE, 1));
    }

    @Test
    void the_clock_is_frozen_right_after_the_last_closed_hour() throws IOException {
        write("binance_BTC-USDT_1h.csv",
                row("2024-05-01T00:00:00Z", "1,1,1,1,1") + row("2099-05-01T00:00:00Z", "1,1,1,1,1"));
        write("binance_ETH-BTC_1h.csv", "binance,ETH-BTC,2024-05-01T07:00:00Z,1,1,1,1,1\n");
        assertThat(replayed().end(WALL, MARGIN)).isEqualTo("2024-05-01T08:01:00Z");
    }

    @Test
    void timestamps_are_accepted_in_several_formats() throws IOException {
        write("binance_BTC-USDT_1h.csv", row("1714521600", "1,1,1,1,1") + row("1714525200000", "1,1,1,1,1")
                + row("2024-05-01 02:00:00", "1,1,1,1,1") + row("2024-05-01T05:00:00+02:00", "1,1,1,1,1"));
        assertThat(rows()).extracting(SourceRow::openTime).containsExactly(millis("2024-05-01T00:00:00Z"),
                millis("2024-05-01T01:00:00Z"), millis("2024-05-01T02:00:00Z"), millis("2024-05-01T03:00:00Z"));
    }

    @Test
    void a_fraction_of_a_millisecond_off_the_hour_is_not_rounded() throws IOException {
        write("binance_BTC-USDT_1h.csv", row("2024-05-01T00:00:00.000001Z", "1,1,1,1,1"));
        assertThat(rows()).extracting(row -> row.openTime() % 3_600_000).containsExactly(1L);
    }

    @Test
    void a_malformed_row_is_an_error_with_file_and_line() throws IOException {
        String good = row("2024-05-01T00:00:00Z", "1,1,1,1,1");
        assertRefused(good + "binance,BTC-USDT,2024-05-01T01:00:00Z,1,1,1,1\n", "line 3", "8 columns", "7 columns");
        assertRefused(good + row("yesterday", "1,1,1,1,1"), "line 3", "timestamp", "'yesterday'");
        assertRefused(good + row("2024-05-01T01:00:00Z", "1,1,one,1,1"), "line 3", "low must be a number", "'one'");
        assertRefused(good + row("2024-05-01T01:00:00Z", "1,1,,1,1"), "line 3", "low must be a number", "''");
        assertRefused("okx,BTC-USDT,2024-05-01T01:00:00Z,1,1,1,1,1\n", "line 2", "exchange must be 'binance'", "'okx'");
        assertRefused("binance,ETH-USDT,2024-05-01T01:00:00Z,1,1,1,1,1\n", "line 2", "asset must be 'BTC-USDT'");
    }

    @Test
    void a_missing_header_or_invalid_compression_is_an_error_with_the_file() throws IOException {
        Path plain = folder.resolve("binance_BTC-USDT_1h.csv");
        Files.writeString(plain, row("2024-05-01T00:00:00Z", "1,1,1,1,1"));
        assertThatThrownBy(this::rows).hasMessageContaining(plain + ", line 1: the header must be");
        Files.delete(plain);
        Files.writeString(folder.resolve("binance_BTC-USDT_1h.csv.gz"), HEADER);
        assertThatThrownBy(this::rows).isInstanceOf(ReplayException.class)
                .hasMessageContaining("binance_BTC-USDT_1h.csv.gz cannot be read");
    }

    @Test
    void files_of_venues_without_a_client_are_skipped_and_contracts_are_served() throws IOException {
        write("binance_BTC-USDT_1h.csv", row("2024-05-01T00:00:00Z", "1,1,1,1,1"));
        write("bybit_WIF-USDT-PERP_1h.csv", "");
        write("binance_BTC-USDT-PERP_1h.x.csv", "");
        write("MANIFEST.csv", "");
        write(".hidden", "");
        assertThat(replayed().skipped()).extracting(SkippedFile::file).containsExactly(
                "bybit_WIF-USDT-PERP_1h.csv");
        assertThat(replayed().skipped()).extracting(SkippedFile::reason).containsExactly(
                "not all candles of bybit can be fetched");
        assertThat(replayed().markets(Instant.EPOCH)).extracting(listed -> listed.market()).containsExactly(BITCOIN,
                new Market("binance", "BTC/USDT:USDT"));
    }

    @Test
    void an_unknown_exchange_or_file_name_is_an_error_with_the_file() throws IOException {
        write("mtgox_BTC-USD_1h.csv", "");
        assertThatThrownBy(this::replayed).isInstanceOf(ReplayException.class)
                .hasMessageContainingAll("mtgox_BTC-USD_1h.csv", "unknown exchange 'mtgox'", "binance");
        Files.delete(folder.resolve("mtgox_BTC-USD_1h.csv"));
        write("notes.txt", "");
        assertThatThrownBy(this::replayed).hasMessageContainingAll("notes.txt", "<exchange>_<ASSET>_1h.csv");
    }

    @Test
    void an_empty_or_missing_folder_is_an_error() {
        assertThatThrownBy(this::replayed).hasMessageContaining("nothing to replay");
        assertThatThrownBy(() -> ReplayFiles.in(folder.resolve("none"), Set.of("binance")))
                .hasMessageContaining("does not exist");
    }

    @Test
    void a_single_file_is_accepted_instead_of_a_folder() throws IOException {
        write("binance_BTC-USDT_1h.csv", row("2024-05-01T00:00:00Z", "1,1,1,1,1"));
        write("notes.txt", "");
        ReplayFiles files = ReplayFiles.in(folder.resolve("binance_BTC-USDT_1h.csv"), Set.of("binance"));
        assertThat(files.byMarket()).containsOnlyKeys(BITCOIN);
    }

    @Test
    void a_window_is_inclusive_at_both_ends_and_keeps_the_oldest_or_the_newest_rows() throws IOException {
        write("binance_BTC-USDT_1h.csv",
                row("2024-05-01T00:00:00Z", "1,1,1,1,1") + row("2024-05-01T01:00:00Z", "2,2,2,2,2")
                        + row("2024-05-01T02:00:00Z", "3,3,3,3,3"));
        long first = millis("2024-05-01T00:00:00Z");
        long second = millis("2024-05-01T01:00:00Z");
        assertThat(rows(new Window(first, second, 10, false))).extracting(SourceRow::open).containsExactly("1", "2");
        assertThat(rows(new Window(first, Long.MAX_VALUE / 2, 2, false))).extracting(SourceRow::open)
                .containsExactly("1", "2");
        assertThat(rows(new Window(0, Long.MAX_VALUE / 2, 2, true))).extracting(SourceRow::open)
                .containsExactly("2", "3");
    }

    private void assertRefused(String rows, String... parts) throws IOException {
        write("binance_BTC-USDT_1h.csv", rows);
        assertThatThrownBy(this::rows).isInstanceOf(ReplayException.class)
                .hasMessageContaining("binance_BTC-USDT_1h.csv").hasMessageContainingAll(parts);
    }

    private ReplayedMarkets replayed() {
        return new ReplayedMarkets(ReplayFiles.in(folder, Set.of("binance")));
    }

    private ExpectedCandles expectedCandles() {
        ReplayedMarkets replayed = replayed();
        return replayed.expectedCandles(replayed.end(WALL, MARGIN));
    }

    private List<SourceRow> rows() {
        return rows(EVERYTHING);
    }

    private List<SourceRow> rows(Window window) {
        return replayed().rows(BITCOIN, window, WALL);
    }

    private void write(String name, String rows) throws IOException {
        Files.writeString(folder.resolve(name), HEADER + rows);
    }

    private void writeCompressed(String name, String rows) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write((HEADER + rows).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String row(String time, String numbers) {
        return "binance,BTC-USDT," + time + "," + numbers + "\n";
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
