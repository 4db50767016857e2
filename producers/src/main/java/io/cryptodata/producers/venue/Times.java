package io.cryptodata.producers.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.UnreadableBody;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the times in venues' bodies, in whatever unit: see [VenueTimestamp].
public final class Times {
    private Times() {}

    /// A time, without the fraction of a millisecond.
    ///
    /// @throws UnreadableBody naming the field if it is none
    public static Instant required(JsonNode value, String field) throws UnreadableBody {
        Instant time = orNull(value);
        if (time == null) {
            throw new UnreadableBody(field + " is no time from " + VenueTimestamp.FIRST + " to " + VenueTimestamp.END
                    + ": " + Excerpts.of(value.toString()));
        }
        return time;
    }

    /// As [#required(JsonNode, String)]; null if it is none.
    public static @Nullable Instant orNull(JsonNode value) {
        BigDecimal number = number(value);
        return number == null ? null : ofNumber(number).orElse(null);
    }

    /// The time in a text; empty if it is none.
    public static Optional<Instant> of(String text) {
        return Optional.ofNullable(VenueTimestamp.number(text)).flatMap(Times::ofNumber);
    }

    /// Whether it is a time that stands for none: one in the century after [VenueTimestamp#END].
    public static boolean isNever(JsonNode value) {
        BigDecimal number = number(value);
        return number != null && VenueTimestamp.isInCenturyAfterEnd(number);
    }

    private static Optional<Instant> ofNumber(BigDecimal number) {
        OptionalLong millis = VenueTimestamp.wholeMillisOf(number);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    /// The number that a number or a text is; null if it is none.
    static @Nullable BigDecimal number(JsonNode value) {
        return value.isNumber() || value.isTextual() ? VenueTimestamp.number(value.asText()) : null;
    }
}
