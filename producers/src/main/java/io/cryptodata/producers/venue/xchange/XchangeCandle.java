package io.cryptodata.producers.venue.xchange;

import java.math.BigDecimal;

/// A candle as XChange has read it.
///
/// @param volume as the venue counts it
public record XchangeCandle(BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close, BigDecimal volume) {}
