package io.cryptodata.sinks.cleanup;

import io.cryptodata.domain.calendar.Timeframe;

/// Which row of `indicators`.
///
/// @param lastId of the hourly candle that the row was computed with
record IndicatorKey(long lastId, Timeframe timeframe) {}
