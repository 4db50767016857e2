package io.cryptodata.domain.candle;

/// One row as a venue served it: nothing checked, numbers still text.
///
/// @param openTime milliseconds since 1970-01-01T00Z as the venue gave them, in whatever unit it used
/// @param excerpt the row as it came, cut to 1,000 characters
public record RawCandle(long openTime, String open, String high, String low, String close, String volume,
        String excerpt) {}
