package io.cryptodata.simulator.market;

import java.time.Instant;

/// How eventful a world is, and when.
///
/// @param seed which events: the same seed gives the same script
/// @param events the part of the markets to which something happens, 0 to 1
/// @param revisions the part of the hours whose row gets other values after their close, 0 to 1
/// @param from when it begins
/// @param to before it nothing begins any more; what began may last, and a late revision comes up to 20 hours later
public record EventRates(long seed, double events, double revisions, Instant from, Instant to) {
    public static final EventRates NONE = new EventRates(0, 0, 0, Instant.EPOCH, Instant.EPOCH);

    public EventRates {
        if (events < 0 || events > 1 || revisions < 0 || revisions > 1 || to.isBefore(from)) {
            throw new IllegalArgumentException("events and revisions must be between 0 and 1 and end after they begin, "
                    + "but was " + events + " and " + revisions + " from " + from + " to " + to);
        }
    }
}
