package io.cryptodata.domain.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The expected hours that are not present.
///
/// @param missing oldest first
/// @param confirmedEmpty oldest first
record AbsentHours(List<MissingRange> missing, List<HourRange> confirmedEmpty) {
    AbsentHours {
        missing = List.copyOf(missing);
        confirmedEmpty = List.copyOf(confirmedEmpty);
    }

    /// Moves ranges with enough empty responses to the confirmed ones, except hours with a quarantined row.
    static AbsentHours of(List<MissingRange> missing, List<HourRange> confirmed, BadHours bad, LedgerRules rules) {
        List<MissingRange> all = new ArrayList<>();
        missing.forEach(range -> all.addAll(withCause(range, bad)));
        List<HourRange> empty = new ArrayList<>();
        for (HourRange range : confirmed) {
            List<HourRange> rejected = bad.within(range);
            rejected.forEach(hours -> all.add(new MissingRange(hours, 0, null).withBadRows(hours)));
            empty.addAll(range.minus(rejected));
        }
        all.removeIf(range -> range.isConfirmedEmpty(rules) && empty.add(range.hours()));
        empty.sort(Comparator.comparingLong(HourRange::from));
        return new AbsentHours(joined(all, rules), newest(HourRange.joined(empty)));
    }

    private static List<MissingRange> withCause(MissingRange range, BadHours bad) {
        if (range.cause() == MissingCause.BAD_ROWS) {
            return List.of(range);
        }
        List<HourRange> rejected = bad.within(range.hours());
        List<MissingRange> parts = new ArrayList<>();
        range.hours().minus(rejected).forEach(hours -> parts.add(range.of(hours)));
        rejected.forEach(hours -> parts.add(range.withBadRows(hours)));
        return parts;
    }

    private static List<MissingRange> joined(List<MissingRange> ranges, LedgerRules rules) {
        List<MissingRange> joined = new ArrayList<>();
        for (MissingRange range : ranges.stream().sorted(Comparator.comparingLong(each -> each.hours().from()))
                .toList()) {
            if (!joined.isEmpty() && range.continues(joined.getLast(), rules)) {
                joined.add(range.after(joined.removeLast()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    private static List<HourRange> newest(List<HourRange> empty) {
        return empty.subList(Math.max(0, empty.size() - Ledger.MAX_RANGES), empty.size());
    }
}
