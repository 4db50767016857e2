package io.cryptodata.domain.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The expected hours that are not present.
///
/// @param missing oldest first
/// @param confirmedEmpty oldest first
/// @param notAvailable oldest first
record AbsentHours(List<MissingRange> missing, List<HourRange> confirmedEmpty, List<HourRange> notAvailable) {
    AbsentHours {
        missing = List.copyOf(missing);
        confirmedEmpty = List.copyOf(confirmedEmpty);
        notAvailable = List.copyOf(notAvailable);
    }

    /// Moves missing ranges with enough empty responses to the confirmed ones, except hours with a quarantined row, or to
    /// those that are not available if the venue does not serve hours so old: its silence about them proves nothing.
    ///
    /// @param availableFrom the oldest hour that the venue serves
    AbsentHours settled(BadHours bad, LedgerRules rules, long availableFrom) {
        List<MissingRange> all = new ArrayList<>();
        missing.forEach(range -> all.addAll(withCause(range, bad)));
        List<HourRange> empty = new ArrayList<>();
        for (HourRange range : confirmedEmpty) {
            List<HourRange> rejected = bad.within(range);
            rejected.forEach(hours -> all.add(new MissingRange(hours, 0, null).withBadRows(hours)));
            empty.addAll(range.minus(rejected));
        }
        List<HourRange> tooOld = new ArrayList<>(notAvailable);
        all.removeIf(range -> range.isConfirmedEmpty(rules) && tooOld.add(range.hours().before(availableFrom))
                && empty.add(range.hours().since(availableFrom)));
        return new AbsentHours(joined(all, rules), newest(empty), newest(tooOld));
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

    private static List<HourRange> newest(List<HourRange> ranges) {
        List<HourRange> joined = HourRange
                .joined(ranges.stream().sorted(Comparator.comparingLong(HourRange::from)).toList());
        return joined.subList(Math.max(0, joined.size() - Ledger.MAX_RANGES), joined.size());
    }
}
