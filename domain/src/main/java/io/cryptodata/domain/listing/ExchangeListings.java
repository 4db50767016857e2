package io.cryptodata.domain.listing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The recorded listings of one exchange; immutable. A fold: the recorded entries and a complete new listing give the next
/// entries and the changes. A listing that failed or is incomplete must not be applied.
///
/// @param entries by asset, including those that are no longer listed
/// @param suspectedAt when a listing was rejected that another may confirm; null if there is none to confirm
public record ExchangeListings(String exchange, Map<String, RecordedListing> entries, @Nullable Instant suspectedAt) {
    public ExchangeListings {
        entries = Map.copyOf(entries);
    }

    /// An exchange without any recorded entry.
    public static ExchangeListings empty(String exchange) {
        return new ExchangeListings(exchange, Map.of(), null);
    }

    /// The listings with these entries, for example as read from a topic.
    public static ExchangeListings of(String exchange, Collection<RecordedListing> recorded) {
        Map<String, RecordedListing> entries = new HashMap<>();
        recorded.forEach(entry -> entries.put(entry.asset(), entry));
        return new ExchangeListings(exchange, entries, null);
    }

    /// The result of applying a listing.
    ///
    /// @param after the listings from now on
    /// @param changed the entries to publish, by asset
    /// @param suspicion why the listing was rejected; null if it was accepted
    /// @param doubts what is doubtful about single markets, each with its name
    public record Update(ExchangeListings after, List<RecordedListing> changed, @Nullable String suspicion,
            List<String> doubts) {
        public Update {
            changed = List.copyOf(changed);
            doubts = List.copyOf(doubts);
        }

        public boolean isAccepted() {
            return suspicion == null;
        }
    }

    /// Applies a complete listing. One that lacks more than half of the trading markets is rejected; if the next one lacks
    /// them too and is late enough, it is accepted. One that is empty, or in which more than half of the markets that may
    /// trade have an unknown status, is always rejected.
    ///
    /// @param time by the exchange's clock; a clock that was set back counts as stopped
    public Update update(Collection<Listed> complete, Instant time, ListingRules rules) {
        return new ListingUpdate(this, complete, time, rules).result();
    }

    /// How many entries have this status.
    public long count(ListingStatus status) {
        return entries.values().stream().filter(entry -> entry.status() == status).count();
    }
}
