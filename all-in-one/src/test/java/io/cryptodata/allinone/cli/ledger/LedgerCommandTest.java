package io.cryptodata.allinone.cli.ledger;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.api.completeness.MarketLedger;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.LedgerRecords;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerCommandTest {
    private static final Instant UPDATED = Instant.parse("2026-01-02T00:00:05Z");

    @Test
    void a_ledger_is_shown_with_its_missing_and_empty_hours() {
        assertThat(shown(OutsideWindow.NONE)).contains("binance:BTC/USDT", "live",
                "2025-11-24T16:00:00Z to 2025-11-25T16:00:00Z", "missing from", "confirmed empty from",
                "not available from", "empty responses").containsPattern("present hours +19")
                .containsPattern("missing hours +2")
                .containsPattern("replay +not needed");
    }

    @Test
    void a_ledger_is_shown_with_the_replay_that_it_needs() {
        assertThat(shown(new OutsideWindow(490_001L, 1, null))).containsPattern("replay +a candle of"
                + " 2025-11-24T17:00:00Z came after the correction window and is not in indicators: run"
                + " ./cda replay --market binance:BTC/USDT --from 2025-11-24T17:00:00Z\n");
    }

    private static String shown(OutsideWindow outside) {
        Ledger ledger = new Ledger(new Market("binance", "BTC/USDT"), new HourRange(490_000, 490_024),
                List.of(new MissingRange(new HourRange(490_003, 490_005), 1, UPDATED)),
                List.of(new HourRange(490_010, 490_011)), List.of(new HourRange(490_000, 490_002)), 19, 2, List.of(),
                List.of(), null,
                outside, MarketState.LIVE, UPDATED);
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        LedgerText.print(MarketLedger.of(LedgerRecords.toAvro(ledger)), out);
        out.flush();
        return text.toString();
    }

    @Test
    void what_cannot_be_understood_is_a_usage_error() {
        assertUsageError("expected show or reset, but was 'delete'", "delete", "binance:BTC/USDT");
        assertUsageError("MARKET must be exchange:asset", "show", "BTCUSDT");
        assertUsageError("--from must be a full hour like", "reset", "binance:BTC/USDT", "--from",
                "2026-01-01T00:30:00Z");
        assertUsageError("--from must be an hour like", "reset", "binance:BTC/USDT", "--from", "yesterday");
        assertUsageError("--from is an option of reset", "show", "binance:BTC/USDT", "--from", "2026-01-01T00:00:00Z");
        assertUsageError("--json is an option of show", "reset", "binance:BTC/USDT", "--json");
    }

    private static void assertUsageError(String message, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "ledger";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Run run = Run.cda(all);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
