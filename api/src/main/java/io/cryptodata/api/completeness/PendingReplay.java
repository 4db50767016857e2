package io.cryptodata.api.completeness;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.fold.NeededReplay;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.OutsideWindow;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Candles of one market that were published after the correction window: indicators and longer candles lack them until a
/// replay.
///
/// @param from open time of the oldest of them
/// @param candles how many they are; an hour that was published twice counts twice
/// @param command what folds them in
@JsonPropertyOrder({"from", "candles", "command"})
public record PendingReplay(Instant from, long candles, String command) {
    /// By the ledger; null if no replay is needed.
    static @Nullable PendingReplay of(LedgerEntry ledger) {
        OutsideWindow outside = ledger.getOutsideWindow();
        Instant oldest = outside == null ? null : outside.getOldest();
        if (outside == null || oldest == null) {
            return null;
        }
        NeededReplay needed = new NeededReplay(new Market(ledger.getExchange(), ledger.getAsset()),
                Timeframe.epochHourOf(oldest));
        return new PendingReplay(oldest, outside.getCandles(), needed.command());
    }

    /// For a person.
    public String text() {
        return (candles == 1 ? "a candle of " + from : candles + " candles from " + from + " on")
                + " came after the correction window and " + (candles == 1 ? "is" : "are")
                + " not in indicators: run " + command;
    }
}
