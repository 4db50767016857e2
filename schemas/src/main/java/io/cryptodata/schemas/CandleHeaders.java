package io.cryptodata.schemas;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The header of `candles.1h` that belongs to the contract: how many candles of the same page follow, as decimal text.
public final class CandleHeaders {
    /// The header's name.
    public static final String PAGE_REMAINING = "page.remaining";
    /// The number of a record without the header.
    public static final int UNKNOWN = -1;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private CandleHeaders() {}

    /// The header of a candle.
    ///
    /// @param remaining not negative
    public static Header remaining(int remaining) {
        return new RecordHeader(PAGE_REMAINING, Integer.toString(remaining).getBytes(StandardCharsets.US_ASCII));
    }

    /// How many candles of the same page follow; [#UNKNOWN] without a readable header.
    public static int remainingIn(Headers headers) {
        String text = textOf(headers.lastHeader(PAGE_REMAINING));
        return text != null && NUMBER.matcher(text).matches() ? Integer.parseInt(text) : UNKNOWN;
    }

    private static @Nullable String textOf(@Nullable Header header) {
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
