package io.cryptodata.domain.listing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything that is known of one exchange's listings; immutable. A fold: what was known and a whole new listing give
/// what is known and what has changed. A listing that failed or came in part is not heard at all.
///
/// @param entries by asset, those that are listed no more included
/// @param doubtedAt when a suspicious listing came that has not been believed; null if none has
public record ExchangeListings(String exchange, Map<String, KnownListing> entries, @Nullable Instant doubtedAt) {
    public ExchangeListings {
        entries = Map.copyOf(entries);
    }

    /// An exchange that has never been listened to.
    public static ExchangeListings unknown(String exchange) {
        return new ExchangeListings(exchange, Map.of(), null);
    }

    /// What was told before, for example by a topic.
    public static ExchangeListings of(String exchange, Collection<KnownListing> told) {
        Map<String, KnownListing> entries = new HashMap<>();
        told.forEach(entry -> entries.put(entry.asset(), entry));
        return new ExchangeListings(exchange, entries, null);
    }

    /// What became of a listing.
    ///
    /// @param after what is known now
    /// @param changed what has changed and is to be told, by asset
    /// @param doubt why the listing was not believed; null if it was
    public record Heard(ExchangeListings after, List<KnownListing> changed, @Nullable String doubt) {
        public Heard {
            changed = List.copyOf(changed);
        }

        public boolean isBelieved() {
            return doubt == null;
        }
    }

    /// A whole listing. A suspicious one, that is empty or lacks more than half of what traded, changes nothing; if the
    /// next one is suspicious too and comes late enough, it is believed.
    ///
    /// @param time by the exchange's clock; one that was set back counts as standing still
    public Heard hear(Collection<Listed> whole, Instant time, ListingRules rules) {
        return new ListingUpdate(this, whole, time, rules).result();
    }

    /// How many entries stand so.
    public long count(ListingStatus status) {
        return entries.values().stream().filter(entry -> entry.status() == status).count();
    }
}
