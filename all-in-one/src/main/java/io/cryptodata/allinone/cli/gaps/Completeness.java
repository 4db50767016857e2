package io.cryptodata.allinone.cli.gaps;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How complete one market is, by its ledger. Every expected hour is present, missing or confirmed empty.
///
/// @param expectedFrom open time of the first hour that is expected; null while nothing is known. Hours before a market's
///        first candle, in which the venue has nothing, confirmed, are not expected
/// @param upTo end (exclusive) of the hours that are expected; null while nothing is known
/// @param quarantined how many rows were quarantined; they are no hours of their own
/// @param gaps everything that is not there, oldest first
record Completeness(String exchange, String asset, String state, @Nullable Instant expectedFrom,
        @Nullable Instant upTo, long quarantined, List<Gap> gaps) {
    private static final Set<String> ENDED = Set.of("HALTED", "DELISTED");

    Completeness {
        gaps = List.copyOf(gaps);
    }

    /// Every market, by what the ledgers say. A venue's markets are expected up to the newest hour that any of them was
    /// asked for; those that do not trade, up to where they were asked for.
    ///
    /// @param ledgers entries by key
    static List<Completeness> of(Map<String, JsonNode> ledgers) {
        Map<String, Instant> newest = new HashMap<>();
        ledgers.values().forEach(entry -> {
            Instant known = time(entry.path("known_up_to"));
            if (known != null) {
                newest.merge(entry.path("exchange").asText(), known, (one, other) -> one.isAfter(other) ? one : other);
            }
        });
        return ledgers.values().stream().map(entry -> of(entry, newest.get(entry.path("exchange").asText()))).toList();
    }

    private static Completeness of(JsonNode entry, @Nullable Instant newestOfVenue) {
        List<Gap> gaps = new ArrayList<>();
        entry.path("missing").forEach(range -> gaps.add(gap(Gap.Kind.MISSING, range)));
        entry.path("confirmed_empty").forEach(range -> gaps.add(gap(Gap.Kind.CONFIRMED_EMPTY, range)));
        Instant known = time(entry.path("known_up_to"));
        String state = entry.path("state").asText();
        Instant upTo = known;
        if (known != null && newestOfVenue != null && known.isBefore(newestOfVenue) && !ENDED.contains(state)) {
            gaps.add(new Gap(Gap.Kind.BEHIND, known, newestOfVenue));
            upTo = newestOfVenue;
        }
        gaps.sort((one, other) -> one.from().compareTo(other.from()));
        Instant from = time(entry.path("expected_from"));
        while (from != null && !gaps.isEmpty() && gaps.getFirst().isEmptyFrom(from)) {
            from = gaps.removeFirst().to();
        }
        return new Completeness(entry.path("exchange").asText(), entry.path("asset").asText(), state, from, upTo,
                entry.path("quarantined").asLong(), gaps);
    }

    private static Gap gap(Gap.Kind kind, JsonNode range) {
        return new Gap(kind, Instant.parse(range.path("from").asText()), Instant.parse(range.path("to").asText()));
    }

    private static @Nullable Instant time(JsonNode value) {
        return value.isTextual() ? Instant.parse(value.asText()) : null;
    }

    String key() {
        return exchange + ":" + asset;
    }

    /// Hours that are expected.
    long expected() {
        return expectedFrom == null || upTo == null ? 0 : Duration.between(expectedFrom, upTo).toHours();
    }

    /// Hours that are there.
    long present() {
        return expected() - missing() - confirmedEmpty();
    }

    /// Hours that are expected and not there, those that were not asked for yet included.
    long missing() {
        return hours(Gap.Kind.MISSING) + hours(Gap.Kind.BEHIND);
    }

    /// Hours in which the venue has no candle, confirmed.
    long confirmedEmpty() {
        return hours(Gap.Kind.CONFIRMED_EMPTY);
    }

    private long hours(Gap.Kind kind) {
        return gaps.stream().filter(gap -> gap.kind() == kind).mapToLong(Gap::hours).sum();
    }
}
