package io.cryptodata.simulator.venue.okx;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.venue.VenueRequest;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The lengths of OKX's candles. Those of a day or more have a day of UTC if their name ends in `utc`.
enum Bar {
    HOUR("1H", Timeframe.H1, Duration.ofHours(1)), DAY("1Dutc", Timeframe.D1, Duration.ofDays(1)),
    /// the longest one
    MONTH("1Mutc", Timeframe.M1, Duration.ofDays(31));

    private final String parameter;
    private final Timeframe timeframe;
    private final Duration length;

    Bar(String parameter, Timeframe timeframe, Duration length) {
        this.parameter = parameter;
        this.timeframe = timeframe;
        this.length = length;
    }

    /// The bar of a request; empty if there is no such bar.
    static Optional<Bar> of(VenueRequest request) {
        return Arrays.stream(values()).filter(bar -> bar.parameter.equals(request.text("bar"))).findFirst();
    }

    Timeframe timeframe() {
        return timeframe;
    }

    Duration length() {
        return length;
    }
}
