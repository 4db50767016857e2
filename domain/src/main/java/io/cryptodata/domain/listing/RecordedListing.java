package io.cryptodata.domain.listing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One entry of an exchange's listings with its history.
///
/// @param last the line with which it was listed last
/// @param renamedTo the asset under which the exchange now lists it; null unless it is RENAMED
/// @param firstSeen when it was listed first
/// @param lastSeen when it was listed last
/// @param publishedAt when it was last published
/// @param history every status it has had, oldest first, the newest [#MAX_HISTORY]
public record RecordedListing(String exchange, Listed last, ListingStatus status, @Nullable String renamedTo,
        Instant firstSeen, Instant lastSeen, Instant publishedAt, List<StatusSince> history) {
    /// How many statuses one entry keeps.
    public static final int MAX_HISTORY = 64;

    public RecordedListing {
        history = List.copyOf(history.subList(Math.max(0, history.size() - MAX_HISTORY), history.size()));
        if ((status == ListingStatus.RENAMED) != (renamedTo != null)) {
            throw new IllegalArgumentException(exchange + ":" + last.asset() + " is " + status
                    + ", but its new name is " + renamedTo);
        }
    }

    /// A newly seen entry.
    static RecordedListing first(String exchange, Listed listed, Instant time) {
        ListingStatus status = statusOf(listed);
        return new RecordedListing(exchange, listed.recorded(), status, null, time, time, time,
                List.of(new StatusSince(status, time)));
    }

    public String asset() {
        return last.asset();
    }

    /// After a listing that contains it.
    RecordedListing seen(Listed listed, Instant time) {
        ListingStatus now = statusOf(listed);
        return new RecordedListing(exchange, listed.recorded(), now, null, firstSeen, time, publishedAt,
                historyWith(now, time));
    }

    /// After a listing that lacks it.
    RecordedListing gone(@Nullable String successor, Instant time) {
        ListingStatus now = successor == null ? ListingStatus.DELISTED : ListingStatus.RENAMED;
        return new RecordedListing(exchange, last, now, successor, firstSeen, lastSeen, publishedAt,
                historyWith(now, time));
    }

    /// After a listing that does not cover it.
    RecordedListing unranked() {
        return new RecordedListing(exchange, last.unranked(), status, renamedTo, firstSeen, lastSeen, publishedAt,
                history);
    }

    RecordedListing publishedAt(Instant time) {
        return new RecordedListing(exchange, last, status, renamedTo, firstSeen, lastSeen, time, history);
    }

    /// Whether both are equal apart from when they were last seen and published.
    boolean equalsIgnoringSightings(RecordedListing other) {
        return equals(new RecordedListing(other.exchange, other.last, other.status, other.renamedTo, other.firstSeen,
                lastSeen, publishedAt, other.history));
    }

    private List<StatusSince> historyWith(ListingStatus now, Instant time) {
        if (now == status) {
            return history;
        }
        List<StatusSince> longer = new ArrayList<>(history);
        longer.add(new StatusSince(now, time));
        return longer;
    }

    private static ListingStatus statusOf(Listed listed) {
        return listed.trading() ? ListingStatus.TRADING : ListingStatus.HALTED;
    }
}
