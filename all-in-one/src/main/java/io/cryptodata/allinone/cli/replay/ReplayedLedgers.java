package io.cryptodata.allinone.cli.replay;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.fold.NeededReplay;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.publishing.LedgerWriter;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.streams.replay.Replay;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Removes from the ledgers what a replay has folded in. To be created before the replay reads the candles: those that are
/// published later may not be part of it.
final class ReplayedLedgers {
    private final List<Ledger> needing;
    private final Writer writer;

    /// Replaces a ledger beside running producers, as [LedgerWriter#replace].
    @FunctionalInterface
    interface Writer {
        Optional<LedgerWriter.Change> replace(Market market, UnaryOperator<Ledger> change)
                throws InterruptedException;
    }

    /// @param ledgers of all markets
    ReplayedLedgers(Collection<LedgerEntry> ledgers, Writer writer) {
        this.needing = ledgers.stream().filter(entry -> entry.getOutsideWindow() != null)
                .map(LedgerRecords::fromAvro).filter(ledger -> !ledger.outsideWindow().isEmpty()).toList();
        this.writer = writer;
    }

    /// Updates the ledgers of the replayed markets.
    ///
    /// @return a sentence for each of these markets whose ledger still names candles that a replay has to fold in
    List<String> complete(Replay.Request request, Replay.Result result) throws InterruptedException {
        List<String> kept = new ArrayList<>();
        for (Ledger before : needing) {
            Integer hours = result.hours().get(before.market().key());
            Long oldest = before.outsideWindow().oldest();
            if (hours == null || oldest == null) {
                continue;
            }
            String reason = reasonToKeep(before, oldest, request, result, hours);
            reason = reason == null ? remove(before) : reason;
            if (reason != null) {
                kept.add("the ledger of " + before.market() + " still names candles that a replay has to fold in: "
                        + reason + "; run " + new NeededReplay(before.market(), oldest).command());
            }
        }
        return kept;
    }

    /// The stream discards a replay that lacks an hour which it has folded. Such an hour was present in the ledger.
    private static @Nullable String reasonToKeep(Ledger before, long oldest, Replay.Request request,
            Replay.Result result, int hours) {
        if (!result.folded()) {
            return "this command did not wait until the stream had folded them";
        }
        if (result.refused().containsKey(before.market().key())) {
            return "the stream did not use the replay";
        }
        if (request.emitFrom() > oldest) {
            return "the oldest of them is of " + Timeframe.instantOf(oldest) + ", before --from";
        }
        return hours >= before.present()
                ? null
                : "candles.1h has " + hours + " of its " + before.present() + " hours";
    }

    private @Nullable String remove(Ledger before) throws InterruptedException {
        OutsideWindow replayed = before.outsideWindow();
        try {
            Optional<LedgerWriter.Change> change = writer.replace(before.market(),
                    now -> now.outsideWindow().equals(replayed) ? now.withoutOutsideWindow() : now);
            return change.isEmpty() || change.get().after().outsideWindow().isEmpty()
                    ? null
                    : "more of them were published during the replay";
        } catch (KafkaException failed) {
            return "it could not be written: " + failed.getMessage();
        }
    }
}
