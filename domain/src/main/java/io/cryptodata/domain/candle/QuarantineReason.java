package io.cryptodata.domain.candle;

/// Why a row is rejected. The names are part of the `candles.quarantine` contract.
public enum QuarantineReason {
    /// The row is not a row of a candle, for example null, too short or without an open time.
    MALFORMED,
    /// The open time is not on a full hour.
    OFF_GRID,
    /// The hour opens later than the venue's own clock.
    FUTURE,
    /// A price or the volume is missing, not a number or not finite.
    NOT_A_NUMBER,
    /// A price is zero or negative.
    NOT_POSITIVE,
    /// The volume is negative.
    NEGATIVE_VOLUME,
    /// High is below low, or the body is outside of them.
    INCONSISTENT,
    /// The hour or a number is outside of [CandleLimits].
    OUT_OF_RANGE
}
