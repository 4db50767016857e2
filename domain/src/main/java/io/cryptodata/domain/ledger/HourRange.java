package io.cryptodata.domain.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Hours from one inclusive to the other exclusive, as epoch hours: whole hours since 1970-01-01T00Z. May be empty.
public record HourRange(long from, long to) {
    public HourRange {
        if (to < from) {
            throw new IllegalArgumentException("a range of hours must not end before it starts: " + from + " to " + to);
        }
    }

    /// The number of hours.
    public long hours() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    public boolean contains(long hour) {
        return from <= hour && hour < to;
    }

    /// Those before `hour`.
    public HourRange before(long hour) {
        return new HourRange(from, Math.clamp(hour, from, to));
    }

    /// `hour` and those after it.
    public HourRange since(long hour) {
        return new HourRange(Math.clamp(hour, from, to), to);
    }

    /// The hours that are in both ranges; an empty range at an unspecified position if there are none.
    public HourRange intersection(HourRange other) {
        long start = Math.max(from, other.from);
        return new HourRange(start, Math.max(start, Math.min(to, other.to)));
    }

    /// The ranges that remain without the hours of `others`, oldest first.
    ///
    /// @param others in order, not overlapping
    public List<HourRange> minus(List<HourRange> others) {
        List<HourRange> left = new ArrayList<>();
        long start = from;
        for (HourRange other : others) {
            if (other.to <= start || other.from >= to) {
                continue;
            }
            if (other.from > start) {
                left.add(new HourRange(start, other.from));
            }
            start = other.to;
        }
        if (start < to) {
            left.add(new HourRange(start, to));
        }
        return left;
    }

    /// The shortest list of ranges that contains exactly `hours`, oldest first.
    public static List<HourRange> ofHours(Collection<Long> hours) {
        List<HourRange> single = new ArrayList<>();
        for (long hour : new TreeSet<>(hours)) {
            single.add(new HourRange(hour, hour + 1));
        }
        return joined(single);
    }

    /// Merges adjacent ranges.
    ///
    /// @param ranges in order, not overlapping
    static List<HourRange> joined(List<HourRange> ranges) {
        List<HourRange> joined = new ArrayList<>();
        for (HourRange range : ranges) {
            if (!joined.isEmpty() && joined.getLast().to == range.from) {
                joined.add(new HourRange(joined.removeLast().from, range.to));
            } else if (!range.isEmpty()) {
                joined.add(range);
            }
        }
        return joined;
    }
}
