package io.cryptodata.api.completeness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.schemas.avro.LedgerEntry;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// How complete one market is. Every expected hour is present, missing, confirmed empty or
/// not available.
///
/// @param state LIVE, BACKFILLING, HALTED or DELISTED
/// @param expectedFrom open time of the first expected hour; null until the venue's first candle is found. Confirmed empty
///        hours before a market's first candle are not expected
/// @param upTo end (exclusive) of the expected hours; null while none is expected
/// @param quarantined number of quarantined rows; they are not hours
/// @param replay what a replay has to fold in; null if no replay is needed
/// @param gaps every absent hour, oldest first
@JsonPropertyOrder({"exchange", "asset", "state", "expected_from", "up_to", "expected", "present", "confirmed_empty",
        "not_available", "missing", "bad_rows", "quarantined", "problem", "replay", "gaps"})
public record MarketCompleteness(String exchange, String asset, String state, @Nullable Instant expectedFrom,
        @Nullable Instant upTo, long quarantined,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PendingReplay replay, List<Gap> gaps) {
    private static final Set<String> ENDED = Set.of("HALTED", "DELISTED");
    /// the newest hour of the venue, for a market that lacks no other one before
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    public MarketCompleteness {
        gaps = List.copyOf(gaps);
    }

    /// @param newestOfVenue end of the newest hour that was requested for any market of the venue
    /// @param isTracked whether its candles are fetched
    static MarketCompleteness of(LedgerEntry ledger, @Nullable Instant newestOfVenue, boolean isTracked) {
        List<Gap> gaps = gapsOf(ledger);
        Instant upTo = ledger.getKnownUpTo();
        if (upTo != null && newestOfVenue != null && isTracked && !ENDED.contains(ledger.getState())
                && upTo.isBefore(newestOfVenue.minus(ON_ITS_WAY))) {
            gaps.addAll(Gap.behind(upTo, newestOfVenue, ledger.getUnproven()));
            upTo = newestOfVenue;
        }
        gaps.sort(Comparator.comparing(Gap::from));
        Instant from = ledger.getExpectedFrom();
        while (from != null && !gaps.isEmpty() && gaps.getFirst().isEmptyFrom(from)) {
            from = gaps.removeFirst().to();
        }
        return new MarketCompleteness(ledger.getExchange(), ledger.getAsset(), ledger.getState(), from, upTo,
                ledger.getQuarantined(), PendingReplay.of(ledger), gaps);
    }

    private static List<Gap> gapsOf(LedgerEntry ledger) {
        List<Gap> gaps = new ArrayList<>();
        ledger.getMissing().forEach(range -> gaps.add(Gap.missing(range)));
        ledger.getConfirmedEmpty().forEach(range -> gaps.add(Gap.confirmedEmpty(range)));
        ledger.getNotAvailable().forEach(range -> gaps.add(Gap.notAvailable(range)));
        return gaps;
    }

    /// `exchange:asset`
    public String key() {
        return exchange + ":" + asset;
    }

    /// Hours that are expected.
    @JsonProperty
    public long expected() {
        return expectedFrom == null || upTo == null ? 0 : Duration.between(expectedFrom, upTo).toHours();
    }

    /// Hours that are present.
    @JsonProperty
    public long present() {
        return expected() - missing() - confirmedEmpty() - notAvailable();
    }

    /// Hours that are requested again, including those that were not requested yet.
    @JsonProperty
    public long missing() {
        return gaps.stream().filter(Gap::isMissing).mapToLong(Gap::hours).sum();
    }

    /// The missing hours for which the venue returned only rows that were quarantined.
    @JsonProperty
    public long badRows() {
        return gaps.stream().filter(gap -> gap.cause().equals(Gap.BAD_ROWS)).mapToLong(Gap::hours).sum();
    }

    /// Why hours are not requested; null if all are.
    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public @Nullable String problem() {
        return gaps.stream().filter(gap -> gap.kind() == Gap.Kind.MISSING).count() < Ledger.MAX_RANGES
                ? null
                : Ledger.MAX_RANGES + " missing ranges or more: no history is requested until some are filled or "
                        + "confirmed empty";
    }

    /// Hours in which the venue has no candle, confirmed.
    @JsonProperty
    public long confirmedEmpty() {
        return hours(Gap.Kind.CONFIRMED_EMPTY);
    }

    /// Hours that the venue no longer serves.
    @JsonProperty
    public long notAvailable() {
        return hours(Gap.Kind.NOT_AVAILABLE);
    }

    private long hours(Gap.Kind kind) {
        return gaps.stream().filter(gap -> gap.kind() == kind).mapToLong(Gap::hours).sum();
    }
}
