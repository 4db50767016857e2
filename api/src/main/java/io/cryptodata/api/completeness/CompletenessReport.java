package io.cryptodata.api.completeness;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cryptodata.api.topic.TopicTables;
import io.cryptodata.schemas.avro.LedgerEntry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The completeness of some markets, by their ledgers.
@JsonPropertyOrder({"venues", "markets"})
public record CompletenessReport(List<MarketCompleteness> markets) {
    public CompletenessReport {
        markets = List.copyOf(markets);
    }

    /// Reads the ledgers of all markets.
    ///
    /// @throws io.cryptodata.api.failure.QueryException if they cannot be read
    public static CompletenessReport read(TopicTables topics) {
        return of(topics.ledgers().values(), topics.untracked());
    }

    /// A venue's markets are expected up to the newest hour that was requested for any of them. Up to the newest hour that
    /// was requested for them are expected those that lack no other one, because the newest may be on its way, and those
    /// that do not trade or are no longer tracked.
    ///
    /// @param untracked the keys `exchange:asset` of markets that are no longer tracked
    public static CompletenessReport of(Collection<LedgerEntry> ledgers, Set<String> untracked) {
        Map<String, Instant> newest = new HashMap<>();
        for (LedgerEntry ledger : ledgers) {
            if (ledger.getKnownUpTo() != null) {
                newest.merge(ledger.getExchange(), ledger.getKnownUpTo(),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return new CompletenessReport(ledgers.stream()
                .map(ledger -> MarketCompleteness.of(ledger, newest.get(ledger.getExchange()),
                        !untracked.contains(ledger.getExchange() + ":" + ledger.getAsset())))
                .toList());
    }

    /// Only the markets whose key `exchange:asset` matches.
    public CompletenessReport filter(Predicate<String> keys) {
        return new CompletenessReport(markets.stream().filter(market -> keys.test(market.key())).toList());
    }

    /// The sums of each venue, in the order of their names.
    @JsonProperty
    public List<VenueCompleteness> venues() {
        Map<String, List<MarketCompleteness>> byVenue = new TreeMap<>();
        markets.forEach(market -> byVenue.computeIfAbsent(market.exchange(), _ -> new ArrayList<>()).add(market));
        return byVenue.entrySet().stream().map(venue -> VenueCompleteness.of(venue.getKey(), venue.getValue()))
                .toList();
    }

    /// The sums of all markets, under the name `all`.
    public VenueCompleteness total() {
        return VenueCompleteness.of("all", markets);
    }
}
