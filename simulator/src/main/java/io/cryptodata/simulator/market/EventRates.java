package io.cryptodata.simulator.market;

import java.time.Instant;

/// How often events happen in a world, and when.
///
/// @param seed the same seed gives the same events
/// @param events share of the markets with an event, 0 to 1
/// @param revisions share of the hours whose row is revised after its close, 0 to 1
/// @param from when events start
/// @param to no event starts later; an event may last longer, and a revision may follow up to 20 hours later
public record EventRates(long seed, double events, double revisions, Instant from, Instant to) {
    public static final EventRates NONE = new EventRates(0, 0, 0, Instant.EPOCH, Instant.EPOCH);

    public EventRates {
        if (events < 0 || events > 1 || revisions < 0 || revisions > 1 || to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "events and revisions must be between 0 and 1 and must not end before they "
                            + "start, but were " + events + " and " + revisions + " from " + from + " to " + to);
        }
    }
}
