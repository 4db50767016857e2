package io.cryptodata.schemas;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The headers of `candles.replay`, as text; how many hours follow is in [CandleHeaders#PAGE_REMAINING].
///
/// @param replay the id of the replay, the same for all its hours
/// @param index 0 for the oldest hour of the market
/// @param remaining how many hours of the market follow
/// @param emitFrom the epoch hour from which rows are emitted
/// @param full whether the hour emits a row of every timeframe
public record ReplayHeaders(String replay, int index, int remaining, long emitFrom, boolean full) {
    /// The header with the id.
    public static final String ID = "replay.id";
    /// The header with the index.
    public static final String INDEX = "replay.index";
    /// The header with the hour from which rows are emitted.
    public static final String EMIT_FROM = "replay.emit.from";
    /// The header with `true` for an hour that emits every timeframe.
    public static final String FULL = "replay.full";

    /// The headers to be written.
    public List<Header> toHeaders() {
        return List.of(header(ID, replay), header(INDEX, Integer.toString(index)), CandleHeaders.remaining(remaining),
                header(EMIT_FROM, Long.toString(emitFrom)), header(FULL, Boolean.toString(full)));
    }

    /// The headers that were read.
    ///
    /// @throws IllegalArgumentException naming the header that is missing or unreadable
    public static ReplayHeaders of(Headers headers) {
        int remaining = CandleHeaders.remainingIn(headers);
        if (remaining == CandleHeaders.UNKNOWN) {
            throw new IllegalArgumentException(
                    "a record of a replay must have the header " + CandleHeaders.PAGE_REMAINING + " with a number");
        }
        return new ReplayHeaders(text(headers, ID), (int) number(headers, INDEX), remaining,
                number(headers, EMIT_FROM), Boolean.parseBoolean(text(headers, FULL)));
    }

    private static long number(Headers headers, String name) {
        String text = text(headers, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the header " + name + " of a replay must be a number, but is '" + text + "'", e);
        }
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("a record of a replay must have the header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Header header(String name, String text) {
        return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
