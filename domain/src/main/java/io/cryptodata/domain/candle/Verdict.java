package io.cryptodata.domain.candle;

/// The verdict about one row that a venue served.
public sealed interface Verdict {
    /// The hour is closed and the row is valid.
    ///
    /// @param longNumbers how many of its five numbers have more digits than a double keeps exactly
    record Accepted(Candle candle, int longNumbers) implements Verdict {}

    /// The hour or its settle delay is still in progress by the venue's clock: expected, the row is ignored.
    ///
    /// @param epochHour hours since 1970-01-01T00Z of its open time
    record Unfinished(long epochHour) implements Verdict {}

    /// The row is rejected.
    ///
    /// @param openTime in milliseconds where the unit was clear, otherwise the venue's number
    /// @param detail what was expected and what was served
    record Quarantined(long openTime, QuarantineReason reason, String detail, String excerpt) implements Verdict {}
}
