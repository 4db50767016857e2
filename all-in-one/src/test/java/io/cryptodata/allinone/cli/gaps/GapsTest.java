package io.cryptodata.allinone.cli.gaps;

import io.cryptodata.api.completeness.CompletenessReport;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.MissingRange;
import io.cryptodata.schemas.avro.OutsideWindow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class GapsTest {
    private static final LedgerEntry BITCOIN = ledger("binance", "BTC/USDT", "LIVE", at(0), at(24), 2,
            List.of(new MissingRange(at(5), at(7), 0, null, "BAD_ROWS", 1)), List.of(new HourRange(at(2), at(3))));
    private static final LedgerEntry ETHER = ledger("binance", "ETH/USDT", "BACKFILLING", at(0), at(20), 0,
            List.of(), List.of());
    private static final LedgerEntry DELISTED = ledger("okx", "OLD/USDT", "DELISTED", at(0), at(10), 0, List.of(),
            List.of());
    private static final LedgerEntry NEW = ledger("okx", "NEW/USDT", "BACKFILLING", null, null, 0, List.of(),
            List.of());

    @Test
    void the_tables_have_a_line_per_venue_and_one_per_incomplete_market() {
        LedgerEntry limited = LedgerEntry.newBuilder(DELISTED).setNotAvailable(List.of(new HourRange(at(0), at(5))))
                .build();
        assertThat(text(out -> GapsText.tables(report(BITCOIN, ETHER, limited), false, out))).isEqualTo(
                """
                        venue    markets  expected h  present h  confirmed empty h  not available h  missing h  bad rows h  quarantined  complete
                        -------  -------  ----------  ---------  -----------------  ---------------  ---------  ----------  -----------  --------
                        binance        2          48         41                  1                0          6           2            2   87.23 %
                        okx            1          10          5                  0                5          0           0            0  100.00 %
                        all            3          58         46                  1                5          6           2            2   88.46 %

                        market            state        expected h  present h  confirmed empty h  not available h  missing h  bad rows h  quarantined  missing since
                        ----------------  -----------  ----------  ---------  -----------------  ---------------  ---------  ----------  -----------  -----------------------------------------
                        binance:BTC/USDT  live                 24         21                  1                0          2           2            2  2026-01-01T05:00:00Z (2 h, bad rows)
                        binance:ETH/USDT  backfilling          24         20                  0                0          4           0            0  2026-01-01T20:00:00Z (4 h, not requested)
                        """);
    }

    @Test
    void csv_has_a_line_per_market_or_per_gap() {
        assertThat(text(out -> GapsText.csv(report(BITCOIN, NEW), out))).isEqualTo(
                """
                        exchange,asset,state,expected_from,up_to,expected,present,confirmed_empty,missing,quarantined,bad_rows,replay_from,replay_candles,replay_command,not_available
                        binance,BTC/USDT,LIVE,2026-01-01T00:00:00Z,2026-01-02T00:00:00Z,24,21,1,2,2,2,,,,0
                        okx,NEW/USDT,BACKFILLING,,,0,0,0,0,0,0,,,,0
                        """);
        assertThat(text(out -> GapsText.csvOfRanges(report(BITCOIN), out))).isEqualTo("""
                exchange,asset,kind,from,to,hours,cause
                binance,BTC/USDT,CONFIRMED_EMPTY,2026-01-01T02:00:00Z,2026-01-01T03:00:00Z,1,empty
                binance,BTC/USDT,MISSING,2026-01-01T05:00:00Z,2026-01-01T07:00:00Z,2,bad_rows
                """);
        assertThat(text(out -> GapsText.csvOfRanges(report(LedgerEntry.newBuilder(DELISTED)
                .setNotAvailable(List.of(new HourRange(at(0), at(5)))).build()), out)))
                .endsWith("okx,OLD/USDT,NOT_AVAILABLE,2026-01-01T00:00:00Z,2026-01-01T05:00:00Z,5,not_available\n");
    }

    @Test
    void a_market_with_candles_after_the_correction_window_is_named_with_the_replay_that_folds_them_in() {
        LedgerEntry late = LedgerEntry.newBuilder(DELISTED).setOutsideWindow(new OutsideWindow(at(3), 2L, null))
                .build();
        assertThat(text(out -> GapsText.tables(report(late), false, out)).lines().toList()).last().isEqualTo(
                "okx:OLD/USDT: 2 candles from 2026-01-01T03:00:00Z on came after the correction window and are not in"
                        + " indicators: run ./cda replay --market okx:OLD/USDT --from 2026-01-01T03:00:00Z");
        assertThat(text(out -> GapsText.csv(report(late), out))).endsWith(",0,0,0,2026-01-01T03:00:00Z,2,"
                + "./cda replay --market okx:OLD/USDT --from 2026-01-01T03:00:00Z,0\n");
        LedgerEntry reset = LedgerEntry.newBuilder(DELISTED).setOutsideWindow(new OutsideWindow(null, 0L, at(3)))
                .build();
        assertThat(text(out -> GapsText.tables(report(reset), false, out)))
                .isEqualTo(text(out -> GapsText.tables(report(DELISTED), false, out)));
    }

    private static CompletenessReport report(LedgerEntry... ledgers) {
        return CompletenessReport.of(List.of(ledgers), Set.of());
    }

    private static Instant at(int hour) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * hour);
    }

    private static LedgerEntry ledger(String exchange, String asset, String state, @Nullable Instant from,
            @Nullable Instant upTo, long quarantined, List<MissingRange> missing, List<HourRange> empty) {
        return new LedgerEntry(exchange, asset, from, null, upTo, 0L, quarantined, missing, empty, List.of(), state,
                at(24), List.of(), null, null, List.of());
    }

    private static String text(Consumer<PrintWriter> printing) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        printing.accept(out);
        out.flush();
        return text.toString();
    }
}
