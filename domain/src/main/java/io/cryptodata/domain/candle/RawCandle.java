package io.cryptodata.domain.candle;

/// One row as a venue served it: unchecked, with numbers as text.
///
/// @param openTime time since 1970-01-01T00Z, as a number in any unit: see
///        [io.cryptodata.domain.calendar.VenueTimestamp]
/// @param excerpt the served row, cut to 1,000 characters
public record RawCandle(long openTime, String open, String high, String low, String close, String volume,
        String excerpt) {}
