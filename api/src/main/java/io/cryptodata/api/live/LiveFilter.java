package io.cryptodata.api.live;

import io.cryptodata.api.http.ProblemException;
import io.cryptodata.api.http.Query;
import io.cryptodata.domain.calendar.Timeframe;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which events a stream has.
///
/// @param markets by key; empty for all
/// @param timeframes by code; empty for all
/// @param kinds of [LiveTopic#KINDS]
/// @param closedOnly whether rows of buckets in progress are left out
record LiveFilter(Set<String> markets, Set<String> timeframes, Set<String> kinds, boolean closedOnly) {
    private static final List<String> CODES = Arrays.stream(Timeframe.values()).map(Timeframe::code).toList();

    LiveFilter {
        markets = Set.copyOf(markets);
        timeframes = Set.copyOf(timeframes);
        kinds = Set.copyOf(kinds);
    }

    /// @throws ProblemException if a parameter is invalid
    static LiveFilter of(Query query) {
        Set<String> markets = new HashSet<>(query.all("market"));
        markets.stream().filter(market -> !market.matches("[a-z0-9]+:\\S+")).findFirst().ifPresent(market -> {
            throw ProblemException.ofParameter("market",
                    "market must be like binance:BTC/USDT, but was '" + market + "'");
        });
        Set<String> timeframes = words(query, "timeframe", CODES);
        Set<String> kinds = words(query, "kind", LiveTopic.KINDS);
        return new LiveFilter(markets, timeframes, kinds.isEmpty() ? Set.copyOf(LiveTopic.KINDS) : kinds,
                query.oneOf("closed", "true", "true", "all").equals("true"));
    }

    /// Values of a parameter that may be repeated, or separated by commas.
    private static Set<String> words(Query query, String name, List<String> accepted) {
        Set<String> words = new HashSet<>();
        for (String value : query.all(name)) {
            for (String word : value.split(",", -1)) {
                if (!accepted.contains(word)) {
                    throw ProblemException.ofParameter(name, "%s must be of %s, but was '%s'".formatted(name,
                            String.join(", ", accepted), word));
                }
                words.add(word);
            }
        }
        return words;
    }

    /// Whether records of the topic can match.
    boolean has(LiveTopic topic) {
        return kinds.contains(topic.kind()) && switch (topic) {
            case HOURS -> timeframes.isEmpty() || timeframes.contains(Timeframe.H1.code());
            case ROLLUPS -> timeframes.isEmpty() || timeframes.size() > 1 || !timeframes.contains(Timeframe.H1.code());
            case INDICATORS, TASKS -> true;
        };
    }

    /// Whether records of a partition can match.
    boolean has(Layout layout, Layout.Slot slot) {
        return has(slot.topic()) && (slot.topic() == LiveTopic.TASKS || markets.isEmpty() || markets.stream()
                .anyMatch(market -> layout.partitionOf(slot.topic(), market) == slot.partition()));
    }

    boolean matches(LiveEvent event) {
        if (!has(event.topic())) {
            return false;
        }
        return event.topic() == LiveTopic.TASKS || (event.closed() || !closedOnly)
                && (timeframes.isEmpty() || timeframes.contains(event.timeframe()))
                && (markets.isEmpty() || markets.contains(event.market()));
    }
}
