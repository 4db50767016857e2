package io.cryptodata.domain.ledger;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How far a page advances the end of the recorded hours.
///
/// @param to the new end (exclusive)
/// @param missing newly recorded hours that are not present
/// @param confirmedEmpty newly recorded hours that are confirmed empty
/// @param notAvailable newly recorded hours that the venue does not serve any more
/// @param unproven the hours from `to` on that have to be requested again first; null if there are none
record Advance(long to, List<MissingRange> missing, List<HourRange> confirmedEmpty, List<HourRange> notAvailable,
        @Nullable MissingRange unproven) {
    Advance {
        missing = List.copyOf(missing);
        confirmedEmpty = List.copyOf(confirmedEmpty);
        notAvailable = List.copyOf(notAvailable);
    }

    static Advance none(long end, @Nullable MissingRange unproven) {
        return new Advance(end, List.of(), List.of(), List.of(), unproven);
    }
}
