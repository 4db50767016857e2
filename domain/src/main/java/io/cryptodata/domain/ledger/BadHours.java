package io.cryptodata.domain.ledger;

import java.util.Collection;
import java.util.List;

/// The hours for which a row was quarantined.
record BadHours(List<HourRange> ranges) {
    private static final long MILLIS_PER_HOUR = 3_600_000;

    /// @param openTimes of the quarantined rows, in milliseconds
    BadHours(Collection<Long> openTimes) {
        this(HourRange.ofHours(openTimes.stream().map(time -> Math.floorDiv(time, MILLIS_PER_HOUR)).toList()));
    }

    /// Those among `hours`.
    List<HourRange> within(HourRange hours) {
        return ranges.stream().map(hours::intersection).filter(range -> !range.isEmpty()).toList();
    }
}
