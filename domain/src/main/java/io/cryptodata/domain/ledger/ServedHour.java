package io.cryptodata.domain.ledger;

/// An hour for which a page has an acceptable candle.
///
/// @param hour an epoch hour
/// @param fingerprint of its values; see [io.cryptodata.domain.candle.CandleFingerprint]
public record ServedHour(long hour, long fingerprint) {}
