package io.cryptodata.domain.universe;

import io.cryptodata.domain.listing.ListingStatus;
import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.domain.market.ReadableText;
import io.cryptodata.domain.universe.UniverseMarket.Reason;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Decides which markets are tracked. A row in `asset_declaration` overrides a flag, a flag overrides the rules. Markets
/// are processed in the order of their keys, so that the same facts always give the same plan.
///
/// Two markets whose computed ids would be equal cannot both be tracked: the second is refused.
public final class UniversePlanner {
    private final UniverseRules rules;
    private final UniverseFacts facts;
    private final Instant now;
    private final ToLongFunction<Market> idHash;
    private final Map<Market, UniverseMarket> current = new TreeMap<>(Comparator.comparing(Market::key));
    private final Map<Long, Market> owners = new HashMap<>();
    private final Map<String, String> refused = new TreeMap<>();
    private boolean ranksUnavailable;

    private UniversePlanner(UniverseRules rules, UniverseFacts facts, Collection<UniverseMarket> existing, Instant now,
            ToLongFunction<Market> idHash) {
        this.rules = rules;
        this.facts = facts;
        this.now = now;
        this.idHash = idHash;
        for (UniverseMarket each : existing) {
            current.put(each.market(), each);
            owners.putIfAbsent(idHash.applyAsLong(each.market()), each.market());
        }
    }

    /// @param existing every market that is or was tracked
    /// @param now the time from which the length of a history counts
    public static UniversePlan plan(UniverseRules rules, UniverseFacts facts, Collection<UniverseMarket> existing,
            Instant now) {
        return plan(rules, facts, existing, now, LastId::hashOf);
    }

    static UniversePlan plan(UniverseRules rules, UniverseFacts facts, Collection<UniverseMarket> existing, Instant now,
            ToLongFunction<Market> idHash) {
        return new UniversePlanner(rules, facts, existing, now, idHash).plan();
    }

    private UniversePlan plan() {
        List<UniverseMarket> changed = new ArrayList<>();
        candidates().forEach((market, listed) -> {
            UniverseMarket before = current.get(market);
            UniverseMarket decided = decide(market, listed, before);
            UniverseMarket after = decided == null ? null : decided.after(before, now);
            if (after != null && !after.equals(before)) {
                changed.add(after);
            }
        });
        return new UniversePlan(changed, refused, ranksUnavailable);
    }

    /// Every market that is or could be tracked, with its listing if it has one.
    private Map<Market, Optional<RecordedListing>> candidates() {
        Map<Market, Optional<RecordedListing>> candidates = new TreeMap<>(Comparator.comparing(Market::key));
        for (String venue : rules.venues()) {
            facts.listings().getOrDefault(venue, Map.of()).values()
                    .forEach(each -> marketOf(venue + ":" + each.asset(), "its listed name")
                            .ifPresent(market -> candidates.put(market, Optional.of(each))));
        }
        current.keySet().forEach(market -> candidates.putIfAbsent(market, facts.of(market)));
        facts.overrides().declarations().keySet().forEach(key -> marketOf(key, "the declaration")
                .ifPresent(market -> candidates.putIfAbsent(market, facts.of(market))));
        return candidates;
    }

    /// The market of a key; empty and refused if it is none.
    private Optional<Market> marketOf(String key, String source) {
        try {
            return Optional.of(Market.ofKey(key));
        } catch (IllegalArgumentException e) {
            refused.put(ReadableText.of(key), source + " is not a market: " + e.getMessage());
            return Optional.empty();
        }
    }

    /// The entry of a market; null if it needs none.
    private @Nullable UniverseMarket decide(Market market, Optional<RecordedListing> listed,
            @Nullable UniverseMarket before) {
        Boolean declared = facts.overrides().declarations().get(market.key());
        if (declared != null) {
            return declared ? declared(market, listed, before) : left(listed, before, Reason.DECLARED);
        }
        if (facts.overrides().excludedBases().contains(market.base())) {
            return left(listed, before, Reason.EXCLUDED);
        }
        return ruled(market, listed, before);
    }

    private @Nullable UniverseMarket declared(Market market, Optional<RecordedListing> listed,
            @Nullable UniverseMarket before) {
        if (!rules.venues().contains(market.exchange())) {
            refused.put(market.key(), "candles of " + market.exchange() + " are not fetched here; the venues are "
                    + rules.venues().stream().sorted().toList());
            return left(listed, before, Reason.DECLARED);
        }
        if (MarketKind.of(market).isEmpty()) {
            refused.put(market.key(), "it is neither a spot market nor a linear contract");
            return left(listed, before, Reason.DECLARED);
        }
        if (listed.isEmpty() && before == null && facts.naming().apply(market).isEmpty()) {
            refused.put(market.key(),
                    market.exchange() + " does not list it, and its venue symbol cannot be derived from "
                            + market.asset());
            return null;
        }
        return canBeAdded(market, before) ? entry(market, listed, before).declared() : null;
    }

    private @Nullable UniverseMarket ruled(Market market, Optional<RecordedListing> listed,
            @Nullable UniverseMarket before) {
        boolean isTracked = before != null && before.tracked() && before.reason() == Reason.RULES;
        if (rules.needsCoins() && facts.coins().isUnavailable() && rules.isEligible(market)) {
            ranksUnavailable |= !isTracked;
            return isTracked ? entry(market, listed, before) : left(listed, before, Reason.RULES);
        }
        boolean maybe = isTracked || listed.filter(each -> each.status() == ListingStatus.TRADING).isPresent();
        if (!maybe || !rules.admit(market, facts.coins(), isTracked)) {
            return left(listed, before, Reason.RULES);
        }
        return canBeAdded(market, before) ? entry(market, listed, before).tracked(true, Reason.RULES) : null;
    }

    /// A market that is not tracked; it needs an entry only if it was tracked before.
    private @Nullable UniverseMarket left(Optional<RecordedListing> listed, @Nullable UniverseMarket before,
            Reason why) {
        return before == null || !before.tracked()
                ? before
                : entry(before.market(), listed, before).tracked(false, why);
    }

    /// The current entry of a market.
    private UniverseMarket entry(Market market, Optional<RecordedListing> listed, @Nullable UniverseMarket before) {
        Integer rank = facts.coins().rankOf(market.base(), Coins.Order.RANK);
        Instant from = before == null ? rules.history().firstHour(now) : before.expectedFrom();
        if (listed.isPresent()) {
            RecordedListing now = listed.get();
            return new UniverseMarket(market, now.last().venueSymbol(), true, from, now.status(),
                    now.last().venueStatus(), now.last().listedAt(), now.last().contractSize(), rank, Reason.RULES,
                    List.of());
        }
        if (before != null) {
            return new UniverseMarket(market, before.venueSymbol(), true, from, before.status(), before.venueStatus(),
                    before.listedAt(), before.contractSize(), rank, Reason.RULES, List.of());
        }
        return new UniverseMarket(market, facts.naming().apply(market).orElseThrow(), true, from,
                ListingStatus.TRADING, "", null, BigDecimal.ONE, rank, Reason.RULES, List.of());
    }

    private boolean canBeAdded(Market market, @Nullable UniverseMarket before) {
        Market owner = owners.putIfAbsent(idHash.applyAsLong(market), market);
        if (before != null || owner == null || owner.equals(market)) {
            return true;
        }
        refused.put(market.key(), "its computed ids (last_id) would equal those of " + owner
                + ", which is already tracked: their rows could not be distinguished. Stop tracking one of them");
        return false;
    }
}
