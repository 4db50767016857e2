package io.cryptodata.api.completeness;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.MissingRange;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Consecutive hours that a market lacks.
///
/// @param from open time of the first hour
/// @param to end (exclusive)
/// @param cause why the hours are absent: `not_requested`, `empty` (the venue returned no row), `bad_rows` (it returned rows
///        that were quarantined), `unreadable` (its response was refused or unreadable) or `not_available`
@JsonPropertyOrder({"kind", "from", "to", "hours", "cause"})
public record Gap(Kind kind, Instant from, Instant to, String cause) {
    /// Hours with a quarantined row.
    static final String BAD_ROWS = "bad_rows";
    static final String EMPTY = "empty";
    private static final String NOT_REQUESTED = "not_requested";
    private static final String NOT_AVAILABLE = "not_available";

    /// What becomes of the hours.
    public enum Kind {
        /// expected, and not fetched yet
        MISSING,
        /// the venue has none, confirmed
        CONFIRMED_EMPTY,
        /// the venue serves no hours so old
        NOT_AVAILABLE,
        /// closed at the venue, and not requested yet
        BEHIND
    }

    static Gap missing(MissingRange range) {
        return new Gap(Kind.MISSING, range.getFrom(), range.getTo(), causeOf(range));
    }

    static Gap confirmedEmpty(HourRange range) {
        return new Gap(Kind.CONFIRMED_EMPTY, range.getFrom(), range.getTo(), EMPTY);
    }

    static Gap notAvailable(HourRange range) {
        return new Gap(Kind.NOT_AVAILABLE, range.getFrom(), range.getTo(), NOT_AVAILABLE);
    }

    /// Whether the hours are still expected from the venue.
    public boolean isMissing() {
        return kind == Kind.MISSING || kind == Kind.BEHIND;
    }

    /// The hours of a venue that were not requested for a market.
    ///
    /// @param unproven the hours from `from` on that were requested and not served; null if there are none
    static List<Gap> behind(Instant from, Instant to, @Nullable MissingRange unproven) {
        if (unproven == null || unproven.getLastRequested() == null) {
            return List.of(new Gap(Kind.BEHIND, from, to, NOT_REQUESTED));
        }
        Instant requested = unproven.getTo().isBefore(to) ? unproven.getTo() : to;
        return Stream.of(new Gap(Kind.BEHIND, from, requested, causeOf(unproven)),
                new Gap(Kind.BEHIND, requested, to, NOT_REQUESTED)).filter(gap -> gap.hours() > 0).toList();
    }

    private static String causeOf(MissingRange range) {
        String cause = range.getCause();
        if (cause == null) {
            return range.getEmptyResponses() == 0 ? NOT_REQUESTED : EMPTY;
        }
        return cause.toLowerCase(Locale.ROOT);
    }

    /// Whether the venue has no candle from this hour to the end of the gap.
    boolean isEmptyFrom(Instant hour) {
        return kind == Kind.CONFIRMED_EMPTY && from.equals(hour);
    }

    @JsonProperty
    public long hours() {
        return Duration.between(from, to).toHours();
    }
}
