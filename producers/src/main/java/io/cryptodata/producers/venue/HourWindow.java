package io.cryptodata.producers.venue;

import io.cryptodata.domain.candle.ServedRows;

import java.time.Duration;
import java.time.Instant;

/// The hours that one request is about.
///
/// @param from the first hour
/// @param end exclusive
public record HourWindow(Instant from, Instant end) {
    public static HourWindow of(Instant from, int hours) {
        return new HourWindow(from, from.plus(Duration.ofHours(hours)));
    }

    /// The rows that open in the window.
    public ServedRows of(ServedRows served) {
        return served.from(from).before(end);
    }
}
