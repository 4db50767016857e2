package io.cryptodata.allinone.chaos;

import io.cryptodata.simulator.faults.FaultKind;
import io.cryptodata.simulator.faults.FaultProfile;

import java.util.EnumSet;
import java.util.Set;

/// A group of faults that a run can leave out. All other faults always occur.
enum ChaosFault {
    /// times in seconds instead of milliseconds
    TIME_UNIT(FaultKind.OTHER_TIME_UNIT),
    /// a venue's clock in microseconds or an hour ahead in single responses, see [WrongClocks]
    VENUE_CLOCK(FaultKind.CLOCK_IN_MICROSECONDS),
    /// one row of a page that cannot be read
    DAMAGED_ROW(FaultKind.NULL_ROW, FaultKind.SHORT_ROW, FaultKind.NULL_VALUES, FaultKind.UNREADABLE_TIME),
    /// an empty page of history, a row that is damaged for ever, pages that are unreadable for days or for ever
    LASTING,
    /// records on the compacted topics that nobody can read
    POISON,
    /// the process that holds partition 0 stops for longer than the session timeout and continues
    PAUSED_LEADER,
    /// the clock of a producer process is set back and forward by hours
    OWN_CLOCK;

    private final Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);

    ChaosFault(FaultKind... kinds) {
        this.kinds.addAll(Set.of(kinds));
    }

    FaultProfile leaveOutOf(FaultProfile profile) {
        return this == LASTING ? profile.withLasting(0) : profile.without(kinds);
    }
}
