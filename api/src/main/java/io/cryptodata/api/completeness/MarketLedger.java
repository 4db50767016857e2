package io.cryptodata.api.completeness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.LedgerEntry;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The ledger of one market as it is stored.
///
/// @param recordedFrom open time of the first recorded hour; null until the venue's first candle is found
/// @param recordedTo end (exclusive) of the recorded hours
/// @param contiguousTo end (exclusive) of the hours without a missing one
/// @param replay what a replay has to fold in; null if no replay is needed
/// @param missing oldest first
/// @param confirmedEmpty oldest first
/// @param notAvailable oldest first
/// @param recent published hours that are still requested again
@JsonPropertyOrder({"market", "state", "recorded_from", "recorded_to", "contiguous_to", "present", "quarantined",
        "replay", "missing", "confirmed_empty", "not_available", "recent", "updated_at"})
public record MarketLedger(String market, String state, @Nullable Instant recordedFrom, @Nullable Instant recordedTo,
        @Nullable Instant contiguousTo, long present, long quarantined,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PendingReplay replay, List<Missing> missing,
        List<Hours> confirmedEmpty, List<Hours> notAvailable, List<Recent> recent, Instant updatedAt) {
    public MarketLedger {
        missing = List.copyOf(missing);
        confirmedEmpty = List.copyOf(confirmedEmpty);
        notAvailable = List.copyOf(notAvailable);
        recent = List.copyOf(recent);
    }

    /// Hours that are expected and not present.
    ///
    /// @param cause NOT_REQUESTED, EMPTY, BAD_ROWS or UNREADABLE; UNKNOWN if it was not recorded
    /// @param emptyResponses how often the venue responded without a row for them
    /// @param lastRequested null if they were not requested yet
    public record Missing(Instant from, Instant to, long hours, String cause, int emptyResponses,
            @Nullable Instant lastRequested) {}

    /// Hours for which the venue has no row, confirmed, or that it no longer serves.
    public record Hours(Instant from, Instant to, long hours) {}

    /// A published hour with the revision that was published last.
    public record Recent(Instant hour, int revision, int rechecks) {}

    public static MarketLedger of(LedgerEntry ledger) {
        return new MarketLedger(ledger.getExchange() + ":" + ledger.getAsset(), ledger.getState(),
                ledger.getExpectedFrom(), ledger.getKnownUpTo(), ledger.getContiguousUpTo(), ledger.getPresent(),
                ledger.getQuarantined(), PendingReplay.of(ledger),
                ledger.getMissing().stream().map(range -> new Missing(range.getFrom(), range.getTo(),
                        hours(range.getFrom(), range.getTo()), range.getCause() == null ? "UNKNOWN" : range.getCause(),
                        range.getEmptyResponses(), range.getLastRequested())).toList(),
                ranges(ledger.getConfirmedEmpty()), ranges(ledger.getNotAvailable()),
                ledger.getRecent().stream()
                        .map(hour -> new Recent(hour.getHour(), hour.getRevision(), hour.getRechecks())).toList(),
                ledger.getUpdatedAt());
    }

    private static List<Hours> ranges(List<HourRange> ranges) {
        return ranges.stream().map(
                range -> new Hours(range.getFrom(), range.getTo(), hours(range.getFrom(), range.getTo()))).toList();
    }

    private static long hours(Instant from, Instant to) {
        return Duration.between(from, to).toHours();
    }
}
