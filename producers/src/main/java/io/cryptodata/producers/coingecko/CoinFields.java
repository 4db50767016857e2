package io.cryptodata.producers.coingecko;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// The fields of one row. A missing or null field is null; so is a field of another type, which is counted. No missing value
/// becomes 0.
final class CoinFields {
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private final JsonNode row;
    private final Tally tally;

    CoinFields(JsonNode row, Tally tally) {
        this.row = row;
        this.tally = tally;
    }

    /// The counts of a whole page.
    static final class Tally {
        private int odd;
        private int tooLong;

        int odd() {
            return odd;
        }

        int tooLong() {
            return tooLong;
        }
    }

    @Nullable
    String text(String name) {
        JsonNode value = row.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    String required(String name) {
        return row.path(name).textValue();
    }

    /// A number that is not negative, as a JSON number or as text.
    @Nullable
    Double amount(String name) {
        BigDecimal decimal = decimal(name);
        if (decimal == null) {
            return null;
        }
        double value = decimal.doubleValue();
        boolean vanished = value == 0 && decimal.signum() != 0;
        if (!Double.isFinite(value) || value < 0 || vanished) {
            return odd();
        }
        if (decimal.stripTrailingZeros().precision() > DIGITS_OF_A_DOUBLE) {
            tally.tooLong++;
        }
        return value;
    }

    @Nullable
    Integer rank(String name) {
        BigDecimal decimal = decimal(name);
        if (decimal == null) {
            return null;
        }
        double value = decimal.doubleValue();
        boolean rank = value >= 1 && value <= Integer.MAX_VALUE && value == Math.rint(value);
        return rank ? Integer.valueOf((int) value) : odd();
    }

    @Nullable
    Instant time(String name) {
        JsonNode value = row.path(name);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        try {
            return value.isTextual() ? Instant.parse(value.textValue()) : odd();
        } catch (DateTimeParseException e) {
            return odd();
        }
    }

    private @Nullable BigDecimal decimal(String name) {
        JsonNode value = row.path(name);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        try {
            return value.isTextual() ? new BigDecimal(value.textValue().strip()) : odd();
        } catch (NumberFormatException e) {
            return odd();
        }
    }

    private <T> @Nullable T odd() {
        tally.odd++;
        return null;
    }
}
