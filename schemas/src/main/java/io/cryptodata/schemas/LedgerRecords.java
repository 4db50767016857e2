package io.cryptodata.schemas;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.MissingCause;
import io.cryptodata.domain.ledger.MissingRange;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.ledger.RecentHour;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.avro.LedgerEntry;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Converts ledgers from and to records of the topic `ledger`.
public final class LedgerRecords {
    private LedgerRecords() {}

    /// The record of a ledger.
    ///
    /// @throws IllegalArgumentException if the ledger was never updated
    public static LedgerEntry toAvro(Ledger ledger) {
        Instant updatedAt = ledger.updatedAt();
        if (updatedAt == null) {
            throw new IllegalArgumentException("the ledger of " + ledger.market() + " was never updated");
        }
        HourRange recorded = ledger.recorded();
        return new LedgerEntry(ledger.market().exchange(), ledger.market().asset(),
                recorded == null ? null : Timeframe.instantOf(recorded.from()),
                recorded == null ? null : Timeframe.instantOf(ledger.contiguousUpTo()),
                recorded == null ? null : Timeframe.instantOf(recorded.to()), ledger.present(), ledger.quarantined(),
                ledger.missing().stream().map(LedgerRecords::toAvro).toList(),
                ranges(ledger.confirmedEmpty()),
                ledger.quarantinedTimes().stream().map(Instant::ofEpochMilli).toList(), ledger.state().name(),
                updatedAt, ledger.recent().stream().map(LedgerRecords::toAvro).toList(), unproven(ledger),
                toAvro(ledger.outsideWindow()), ranges(ledger.notAvailable()));
    }

    private static io.cryptodata.schemas.avro.@Nullable MissingRange unproven(Ledger ledger) {
        MissingRange unproven = ledger.unproven();
        return unproven == null ? null : toAvro(unproven);
    }

    private static io.cryptodata.schemas.avro.@Nullable OutsideWindow toAvro(OutsideWindow outside) {
        return outside.equals(OutsideWindow.NONE)
                ? null
                : new io.cryptodata.schemas.avro.OutsideWindow(instantOf(outside.oldest()), outside.candles(),
                        instantOf(outside.newestBeforeReset()));
    }

    private static OutsideWindow fromAvro(io.cryptodata.schemas.avro.@Nullable OutsideWindow stored) {
        return stored == null
                ? OutsideWindow.NONE
                : new OutsideWindow(hourOf(stored.getOldest()), stored.getCandles(),
                        hourOf(stored.getNewestBeforeReset()));
    }

    private static @Nullable Instant instantOf(@Nullable Long hour) {
        return hour == null ? null : Timeframe.instantOf(hour);
    }

    private static @Nullable Long hourOf(@Nullable Instant time) {
        return time == null ? null : Timeframe.epochHourOf(time);
    }

    /// The ledger of a record.
    public static Ledger fromAvro(LedgerEntry stored) {
        io.cryptodata.schemas.avro.MissingRange unproven = stored.getUnproven();
        return new Ledger(new Market(stored.getExchange(), stored.getAsset()),
                recorded(stored.getExpectedFrom(), stored.getKnownUpTo()),
                stored.getMissing().stream().map(LedgerRecords::fromAvro).toList(),
                hours(stored.getConfirmedEmpty()), hours(stored.getNotAvailable()), stored.getPresent(),
                stored.getQuarantined(),
                stored.getQuarantinedTimes().stream().map(Instant::toEpochMilli).toList(),
                stored.getRecent().stream().map(LedgerRecords::fromAvro).toList(),
                unproven == null ? null : fromAvro(unproven),
                fromAvro(stored.getOutsideWindow()), MarketState.valueOf(stored.getState()),
                stored.getUpdatedAt());
    }

    private static io.cryptodata.schemas.avro.MissingRange toAvro(MissingRange missing) {
        return new io.cryptodata.schemas.avro.MissingRange(Timeframe.instantOf(missing.hours().from()),
                Timeframe.instantOf(missing.hours().to()), missing.emptyResponses(), missing.lastRequested(),
                missing.cause().name(), missing.unusableResponses());
    }

    private static List<io.cryptodata.schemas.avro.HourRange> ranges(List<HourRange> hours) {
        return hours.stream().map(range -> new io.cryptodata.schemas.avro.HourRange(Timeframe.instantOf(range.from()),
                Timeframe.instantOf(range.to()))).toList();
    }

    private static List<HourRange> hours(List<io.cryptodata.schemas.avro.HourRange> ranges) {
        return ranges.stream().map(range -> range(range.getFrom(), range.getTo())).toList();
    }

    private static io.cryptodata.schemas.avro.RecentHour toAvro(RecentHour recent) {
        return new io.cryptodata.schemas.avro.RecentHour(Timeframe.instantOf(recent.hour()), recent.fingerprint(),
                recent.revision(), recent.rechecks(), recent.unansweredRechecks(), recent.lastUnanswered());
    }

    private static RecentHour fromAvro(io.cryptodata.schemas.avro.RecentHour stored) {
        return new RecentHour(Timeframe.epochHourOf(stored.getHour()), stored.getFingerprint(), stored.getRevision(),
                stored.getRechecks(), stored.getUnansweredRechecks(), stored.getLastUnanswered());
    }

    private static MissingRange fromAvro(io.cryptodata.schemas.avro.MissingRange stored) {
        HourRange hours = range(stored.getFrom(), stored.getTo());
        String cause = stored.getCause();
        return cause == null
                ? new MissingRange(hours, stored.getEmptyResponses(), stored.getLastRequested())
                : new MissingRange(hours, MissingCause.valueOf(cause), stored.getEmptyResponses(),
                        stored.getUnusableResponses(), stored.getLastRequested());
    }

    private static @Nullable HourRange recorded(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? null : range(from, to);
    }

    private static HourRange range(Instant from, Instant to) {
        return new HourRange(Timeframe.epochHourOf(from), Timeframe.epochHourOf(to));
    }
}
