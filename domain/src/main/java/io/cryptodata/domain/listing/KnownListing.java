package io.cryptodata.domain.listing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is known of one entry of an exchange's listings, its past included.
///
/// @param last as it was listed last
/// @param renamedTo the asset under which the exchange goes on with it; null unless it is RENAMED
/// @param firstSeen when it was listed first
/// @param lastSeen when it was listed last
/// @param toldAt when it was last among the changes
/// @param history every status it has had, oldest first, the newest [#MOST_HISTORY]
public record KnownListing(String exchange, Listed last, ListingStatus status, @Nullable String renamedTo,
        Instant firstSeen, Instant lastSeen, Instant toldAt, List<StatusSince> history) {
    /// How many statuses one entry keeps.
    public static final int MOST_HISTORY = 64;

    public KnownListing {
        history = List.copyOf(history.subList(Math.max(0, history.size() - MOST_HISTORY), history.size()));
        if ((status == ListingStatus.RENAMED) != (renamedTo != null)) {
            throw new IllegalArgumentException(exchange + ":" + last.asset() + " is " + status
                    + ", but what it was renamed to is " + renamedTo);
        }
    }

    /// An entry that was never seen before.
    static KnownListing first(String exchange, Listed listed, Instant time) {
        ListingStatus status = statusOf(listed);
        return new KnownListing(exchange, listed, status, null, time, time, time,
                List.of(new StatusSince(status, time)));
    }

    public String asset() {
        return last.asset();
    }

    /// It is listed at that time.
    KnownListing seen(Listed listed, Instant time) {
        ListingStatus now = statusOf(listed);
        return new KnownListing(exchange, listed, now, null, firstSeen, time, toldAt, historyWith(now, time));
    }

    /// It is not listed any more at that time.
    KnownListing gone(@Nullable String successor, Instant time) {
        ListingStatus now = successor == null ? ListingStatus.DELISTED : ListingStatus.RENAMED;
        return new KnownListing(exchange, last, now, successor, firstSeen, lastSeen, toldAt, historyWith(now, time));
    }

    /// Nobody was asked about it.
    KnownListing unranked() {
        return new KnownListing(exchange, last.unranked(), status, renamedTo, firstSeen, lastSeen, toldAt, history);
    }

    KnownListing toldAt(Instant time) {
        return new KnownListing(exchange, last, status, renamedTo, firstSeen, lastSeen, time, history);
    }

    /// Whether both say the same but for when it was seen last and told last.
    boolean saysTheSameAs(KnownListing other) {
        return equals(new KnownListing(other.exchange, other.last, other.status, other.renamedTo, other.firstSeen,
                lastSeen, toldAt, other.history));
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
