package io.cryptodata.schemas;

import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.LedgerEntry;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerRecordsTest {
    private static final long H = 490_000;

    @Test
    void what_a_replay_has_to_fold_in_is_stored() {
        for (OutsideWindow outside : List.of(new OutsideWindow(H, 3, null), new OutsideWindow(H, 3, H + 1),
                new OutsideWindow(null, 0, H + 1))) {
            assertThat(LedgerRecords.fromAvro(LedgerRecords.toAvro(ledger(outside)))).isEqualTo(ledger(outside));
        }
    }

    @Test
    void a_market_that_needs_no_replay_has_an_entry_as_before() {
        LedgerEntry entry = LedgerRecords.toAvro(ledger(OutsideWindow.NONE));
        assertThat(entry.getOutsideWindow()).isNull();
        assertThat(LedgerRecords.fromAvro(entry).outsideWindow()).isEqualTo(OutsideWindow.NONE);
    }

    @Test
    void hours_that_are_not_available_are_stored() {
        Ledger ledger = new Ledger(new Market("kraken", "BTC/USDT"), new HourRange(H, H + 10), List.of(),
                List.of(new HourRange(H + 6, H + 7)), List.of(new HourRange(H, H + 3), new HourRange(H + 4, H + 5)), 5,
                0, List.of(), List.of(), null, OutsideWindow.NONE, MarketState.LIVE,
                Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(LedgerRecords.fromAvro(LedgerRecords.toAvro(ledger))).isEqualTo(ledger);
    }

    private static Ledger ledger(OutsideWindow outside) {
        return new Ledger(new Market("binance", "BTC/USDT"), new HourRange(H, H + 10), List.of(), List.of(), List.of(),
                10, 0,
                List.of(), List.of(), null, outside, MarketState.LIVE, Instant.parse("2026-01-01T00:00:00Z"));
    }
}
