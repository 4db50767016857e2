package io.cryptodata.domain.candle;

/// What became of one row that a venue served.
public sealed interface Verdict {
    /// The hour is closed and the row is right.
    ///
    /// @param longNumbers how many of its five numbers have more digits than a double keeps exactly
    record Accepted(Candle candle, int longNumbers) implements Verdict {}

    /// The hour is still running by the venue's clock, or its settle delay is: normal, nothing to keep.
    ///
    /// @param epochHour hours since 1970-01-01T00Z of its open time
    record Unfinished(long epochHour) implements Verdict {}

    /// The row must not become a candle.
    ///
    /// @param openTime in milliseconds where the unit was clear, otherwise the venue's number as it came
    /// @param detail what was expected and what came, in words
    record Quarantined(long openTime, QuarantineReason reason, String detail, String excerpt) implements Verdict {}
}
