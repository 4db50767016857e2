package io.cryptodata.domain.listing;

import io.cryptodata.domain.listing.ExchangeListings.Update;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Applies one complete listing to the recorded listings of an exchange.
final class ListingUpdate {
    private final ExchangeListings before;
    private final NamedLines lines;
    private final Map<String, Listed> listed;
    private final Instant time;
    private final ListingRules rules;

    ListingUpdate(ExchangeListings before, Collection<Listed> complete, Instant time, ListingRules rules) {
        this.before = before;
        this.rules = rules;
        this.time = before.entries().values().stream().map(RecordedListing::lastSeen).max(Comparator.naturalOrder())
                .filter(time::isBefore).orElse(time);
        this.lines = new NamedLines(complete, before.entries());
        this.listed = lines.byName();
    }

    Update result() {
        Suspicion suspicion = Suspicion.of(listed, traded(), this::tradesOrIsRenamed);
        if (suspicion != null && !(suspicion.endsByItself() && isConfirmed())) {
            Instant since = suspicion.endsByItself() ? Objects.requireNonNullElse(before.suspectedAt(), time) : null;
            return new Update(new ExchangeListings(before.exchange(), before.entries(), since), List.of(),
                    suspicion.reason(), lines.doubts());
        }
        Map<String, RecordedListing> after = new HashMap<>(before.entries());
        listed.values().forEach(line -> after.put(line.asset(), seen(line)));
        before.entries().values().stream().filter(entry -> !listed.containsKey(entry.asset()))
                .forEach(entry -> after.put(entry.asset(), absent(entry)));
        List<RecordedListing> changed = new ArrayList<>();
        after.replaceAll((asset, entry) -> published(before.entries().get(asset), entry, changed));
        changed.sort(Comparator.comparing(RecordedListing::asset));
        return new Update(new ExchangeListings(before.exchange(), after, null), changed, null, doubts());
    }

    /// The entries whose absence would be suspicious.
    private List<RecordedListing> traded() {
        return switch (rules.absence()) {
            case UNKNOWN -> List.of();
            case DELISTED -> before.entries().values().stream()
                    .filter(entry -> entry.status() == ListingStatus.TRADING).toList();
        };
    }

    private List<String> doubts() {
        List<String> doubts = new ArrayList<>(lines.doubts());
        listed.values().stream().filter(line -> !line.statusKnown()).forEach(line -> doubts.add(
                line.asset() + " has the unknown status '" + line.venueStatus() + "': it counts as halted"));
        return doubts;
    }

    private boolean tradesOrIsRenamed(RecordedListing entry) {
        Listed now = listed.get(entry.asset());
        return now == null ? successorOf(entry) != null : now.trading();
    }

    private boolean isConfirmed() {
        Instant suspectedAt = before.suspectedAt();
        return suspectedAt != null && !time.isBefore(suspectedAt.plus(rules.suspicionPeriod()));
    }

    private RecordedListing seen(Listed line) {
        RecordedListing recorded = before.entries().get(line.asset());
        return recorded == null
                ? RecordedListing.first(before.exchange(), line, time)
                : recorded.seen(line, time);
    }

    private RecordedListing absent(RecordedListing entry) {
        return switch (rules.absence()) {
            case UNKNOWN -> entry.unranked();
            case DELISTED -> entry.status().isListed() ? entry.gone(successorOf(entry), time) : entry;
        };
    }

    /// The newly listed or relisted asset at the same place of the exchange where `entry` was; null if there is none.
    private @Nullable String successorOf(RecordedListing entry) {
        return listed.values().stream().filter(line -> line.isSamePlaceAs(entry.last()) && isNew(line.asset()))
                .map(Listed::asset).findFirst().orElse(null);
    }

    private boolean isNew(String asset) {
        RecordedListing recorded = before.entries().get(asset);
        return recorded == null || !recorded.status().isListed();
    }

    private RecordedListing published(@Nullable RecordedListing earlier, RecordedListing now,
            List<RecordedListing> changed) {
        boolean isChanged = earlier == null || !now.equalsIgnoringSightings(earlier);
        boolean isDue = now.lastSeen().equals(time)
                && !time.isBefore(now.publishedAt().plus(rules.republishInterval()));
        if (!isChanged && !isDue) {
            return now;
        }
        RecordedListing published = now.publishedAt(time);
        changed.add(published);
        return published;
    }
}
