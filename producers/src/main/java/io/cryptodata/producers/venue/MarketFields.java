package io.cryptodata.producers.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.producers.http.JsonBody;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;

/// Reads the fields of a row of a listing. What is unknown without harm is absent; without the rest the row is no market.
public final class MarketFields {
    private static final BigDecimal SMALLEST = new BigDecimal("1E-18");
    private static final BigDecimal LARGEST = new BigDecimal("1E+18");
    private static final int LONGEST = 100;

    private MarketFields() {}

    /// A text; empty if there is none.
    ///
    /// @throws IllegalArgumentException if it is too long or has control characters
    public static String text(JsonNode row, String field) {
        String text = JsonBody.text(row.path(field));
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + " has control characters or more than " + LONGEST
                    + " characters");
        }
        return text;
    }

    /// A text without which there is no market.
    ///
    /// @throws IllegalArgumentException if there is none
    public static String required(JsonNode row, String field) {
        String text = text(row, field);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(row.path(field).isContainerNode()
                    ? field + " is no text but " + row.path(field).getNodeType()
                    : "no " + field);
        }
        return text;
    }

    /// The size of a contract, which is above zero.
    ///
    /// @throws IllegalArgumentException if there is none, or no possible one
    public static BigDecimal size(JsonNode row, String field) {
        String text = required(row, field);
        BigDecimal size = VenueTimestamp.number(text);
        if (size == null || size.compareTo(SMALLEST) < 0 || size.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException(
                    field + " must be a number from " + SMALLEST + " to " + LARGEST + ", but was '" + text + "'");
        }
        return size;
    }

    /// The first of these fields that is a time, without the fraction of a millisecond; null if none is.
    public static @Nullable Instant time(JsonNode row, String... fields) {
        for (String field : fields) {
            Instant time = Times.orNull(row.path(field));
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    /// The earlier of the times in two fields, the first one if both are in the same second; null if none is a time.
    public static @Nullable Instant earliest(JsonNode row, String field, String other) {
        Instant one = time(row, field);
        Instant two = time(row, other);
        return one == null || two != null && two.getEpochSecond() < one.getEpochSecond() ? two : one;
    }
}
