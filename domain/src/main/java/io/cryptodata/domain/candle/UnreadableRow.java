package io.cryptodata.domain.candle;

import org.jspecify.annotations.Nullable;

/// A row that a venue served and that cannot be read as a candle.
///
/// @param openTime as in [RawCandle#openTime()]; null if it cannot be read either
/// @param problem what was expected and what was served
/// @param excerpt the served row, cut to 1,000 characters
public record UnreadableRow(@Nullable Long openTime, String problem, String excerpt) {}
