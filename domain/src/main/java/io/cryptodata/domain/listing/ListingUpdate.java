package io.cryptodata.domain.listing;

import io.cryptodata.domain.listing.ExchangeListings.Heard;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One whole listing worked into what is known of an exchange.
final class ListingUpdate {
    private final ExchangeListings before;
    private final Map<String, Listed> listed = new LinkedHashMap<>();
    private final Instant time;
    private final ListingRules rules;

    ListingUpdate(ExchangeListings before, Collection<Listed> whole, Instant time, ListingRules rules) {
        this.before = before;
        this.rules = rules;
        this.time = before.entries().values().stream().map(KnownListing::lastSeen).max(Comparator.naturalOrder())
                .filter(time::isBefore).orElse(time);
        // two lines under one unified symbol: the one that trades counts
        whole.forEach(line -> listed.merge(line.asset(), line,
                (first, second) -> !first.trading() && second.trading() ? second : first));
    }

    Heard result() {
        String suspicion = suspicion();
        if (suspicion != null && !isConfirmed()) {
            Instant since = Objects.requireNonNullElse(before.doubtedAt(), time);
            return new Heard(new ExchangeListings(before.exchange(), before.entries(), since), List.of(), suspicion);
        }
        Map<String, KnownListing> after = new HashMap<>(before.entries());
        listed.values().forEach(line -> after.put(line.asset(), seen(line)));
        before.entries().values().stream().filter(entry -> !listed.containsKey(entry.asset()))
                .forEach(entry -> after.put(entry.asset(), absent(entry)));
        List<KnownListing> changed = new ArrayList<>();
        after.replaceAll((asset, entry) -> told(before.entries().get(asset), entry, changed));
        changed.sort(Comparator.comparing(KnownListing::asset));
        return new Heard(new ExchangeListings(before.exchange(), after, null), changed, null);
    }

    /// Why the listing is hard to believe; null if it is not.
    private @Nullable String suspicion() {
        if (listed.isEmpty()) {
            return "the listing is empty";
        }
        if (rules.absence() == ListingRules.Absence.UNKNOWN) {
            return null;
        }
        List<KnownListing> traded = before.entries().values().stream()
                .filter(entry -> entry.status() == ListingStatus.TRADING).toList();
        long lacking = traded.stream().filter(entry -> !tradesOrGoesOn(entry)).count();
        return lacking * 2 > traded.size()
                ? "the listing lacks " + lacking + " of the " + traded.size() + " markets that traded before"
                : null;
    }

    private boolean tradesOrGoesOn(KnownListing entry) {
        Listed now = listed.get(entry.asset());
        return now == null ? successorOf(entry) != null : now.trading();
    }

    private boolean isConfirmed() {
        Instant doubtedAt = before.doubtedAt();
        return doubtedAt != null && !time.isBefore(doubtedAt.plus(rules.doubtful()));
    }

    private KnownListing seen(Listed line) {
        KnownListing known = before.entries().get(line.asset());
        return known == null ? KnownListing.first(before.exchange(), line, time) : known.seen(line, time);
    }

    private KnownListing absent(KnownListing entry) {
        return switch (rules.absence()) {
            case UNKNOWN -> entry.unranked();
            case DELISTED -> entry.status().isListed() ? entry.gone(successorOf(entry), time) : entry;
        };
    }

    /// The asset that has begun or come back at the same place of the exchange where `entry` was; null if none has.
    private @Nullable String successorOf(KnownListing entry) {
        return listed.values().stream().filter(line -> line.isSamePlaceAs(entry.last()) && begins(line.asset()))
                .map(Listed::asset).findFirst().orElse(null);
    }

    private boolean begins(String asset) {
        KnownListing known = before.entries().get(asset);
        return known == null || !known.status().isListed();
    }

    private KnownListing told(@Nullable KnownListing earlier, KnownListing now, List<KnownListing> changed) {
        boolean isNews = earlier == null || !now.saysTheSameAs(earlier);
        boolean isDue = now.lastSeen().equals(time) && !time.isBefore(now.toldAt().plus(rules.retold()));
        if (!isNews && !isDue) {
            return now;
        }
        KnownListing told = now.toldAt(time);
        changed.add(told);
        return told;
    }
}
