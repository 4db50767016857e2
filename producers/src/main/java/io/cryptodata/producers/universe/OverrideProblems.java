package io.cryptodata.producers.universe;

import io.cryptodata.domain.listing.RecordedListing;
import io.cryptodata.domain.universe.UniverseFacts;
import io.cryptodata.producers.universe.OverrideRows.FlagRow;
import io.cryptodata.service.settings.Spelling;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Finds rows of the operators' tables that have no effect, or an effect that was probably not meant. Names are compared
/// with listings only after every venue has been listed.
final class OverrideProblems {
    private final Set<String> venues;
    private final UniverseFacts facts;
    private final Map<String, String> problems = new TreeMap<>();

    private OverrideProblems(Set<String> venues, UniverseFacts facts) {
        this.venues = venues;
        this.facts = facts;
    }

    /// @param venues from which candles can be fetched
    /// @param flags all rows of `flags`
    /// @param refused declared markets that are reported already, by key
    /// @return by row, what is wrong and what to do
    static Map<String, String> of(Set<String> venues, UniverseFacts facts, Collection<FlagRow> flags,
            Set<String> refused) {
        OverrideProblems found = new OverrideProblems(venues, facts);
        flags.forEach(found::check);
        facts.overrides().declarations().forEach((key, track) -> {
            if (!refused.contains(key)) {
                found.check(key, track);
            }
        });
        return Map.copyOf(found.problems);
    }

    private void check(FlagRow row) {
        String flag = row.flag().strip();
        String name = "flag " + row.flag() + " of " + row.base();
        if (!flag.equals(OverrideRows.EXCLUDE)) {
            Optional<String> known = Spelling.nearest(flag.toLowerCase(Locale.ROOT), Set.of(OverrideRows.EXCLUDE));
            problems.put(name, "no rule reads this flag"
                    + (known.isPresent() ? meant(known) : "; the only one is '" + OverrideRows.EXCLUDE + "'"));
            return;
        }
        String base = row.base().strip();
        if (row.value() && isEveryVenueListed() && bases().noneMatch(base::equals)) {
            problems.put(name, "no venue lists a market of this base"
                    + meant(bases().filter(base::equalsIgnoreCase).findFirst()));
        }
    }

    private void check(String key, boolean track) {
        String exchange = key.substring(0, key.indexOf(':'));
        String asset = key.substring(key.indexOf(':') + 1);
        String name = "declaration of " + asset + " at " + exchange;
        if (!venues.contains(exchange) && !facts.listings().containsKey(exchange)) {
            problems.put(name, "there is no venue of this name" + meant(Spelling.nearest(exchange, venues)));
            return;
        }
        Map<String, RecordedListing> listed = facts.listings().getOrDefault(exchange, Map.of());
        RecordedListing listing = listed.get(asset);
        if (!listed.isEmpty() && (listing == null || !listing.status().isListed())) {
            problems.put(name, "the venue does not list it"
                    + (track ? ", so that it may refuse requests for its candles" : "")
                    + meant(listed.keySet().stream().filter(asset::equalsIgnoreCase).findFirst()));
        } else if (track && facts.overrides().excludedBases().contains(baseOf(asset))) {
            problems.put(name, "a flag excludes " + baseOf(asset) + ", but the declaration takes precedence: "
                    + "delete one of the two rows");
        }
    }

    private boolean isEveryVenueListed() {
        return venues.stream().noneMatch(venue -> facts.listings().getOrDefault(venue, Map.of()).isEmpty());
    }

    private Stream<String> bases() {
        return facts.listings().values().stream().flatMap(listings -> listings.keySet().stream())
                .filter(asset -> asset.indexOf('/') > 0).map(OverrideProblems::baseOf).sorted();
    }

    private static String baseOf(String asset) {
        int end = asset.indexOf('/');
        return end < 0 ? asset : asset.substring(0, end);
    }

    private static String meant(Optional<String> name) {
        return name.map(each -> ": is '" + each + "' meant?").orElse("");
    }
}
