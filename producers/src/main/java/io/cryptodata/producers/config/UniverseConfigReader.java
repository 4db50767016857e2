package io.cryptodata.producers.config;

import io.cryptodata.domain.universe.Coins;
import io.cryptodata.domain.universe.HistoryStart;
import io.cryptodata.domain.universe.MarketKind;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.service.settings.Settings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the rules by which markets are tracked.
final class UniverseConfigReader {
    private static final int STANDARD_TOP = 250;
    private static final Pattern DAYS_BACK = Pattern.compile("-(\\d{1,5})d");

    private UniverseConfigReader() {}

    static UniverseRules read(Settings settings, List<ProducersConfig.Venue> venues) {
        return new UniverseRules(ProducersConfig.exchangesOf(venues),
                settings.parsed("QUOTES", Set.of("USDT"), "a list like USDT,USDC, or * for all",
                        text -> text.strip().equals("*")
                                ? Set.of()
                                : Set.copyOf(atLeastOne(VenueConfigReader.listOf(text)))),
                settings.parsed("KINDS", Set.of(MarketKind.values()), "a list of spot, linear",
                        UniverseConfigReader::kinds),
                settings.parsed("TOP", STANDARD_TOP, "a whole number like 250, or 0 for all",
                        UniverseConfigReader::notNegative),
                settings.parsed("TOP_BY", Coins.Order.RANK, "rank or volume",
                        text -> Coins.Order.valueOf(text.toUpperCase(Locale.ROOT))),
                settings.parsed("INCLUDE", UniverseRules.EVERYTHING, "a regular expression like binance:.*/USDT",
                        Pattern::compile),
                settings.parsed("EXCLUDE", UniverseRules.NOTHING, "a regular expression like .*:(USDC|FDUSD)/.*",
                        Pattern::compile),
                settings.parsed("HISTORY_START", new HistoryStart.FromListing(),
                        "listing, -90d, 2024-01-01 or 2024-01-01T00:00:00Z", UniverseConfigReader::history));
    }

    private static Set<MarketKind> kinds(String text) {
        Set<MarketKind> kinds = new HashSet<>();
        atLeastOne(VenueConfigReader.listOf(text))
                .forEach(item -> kinds.add(MarketKind.valueOf(item.toUpperCase(Locale.ROOT))));
        return kinds;
    }

    private static HistoryStart history(String text) {
        if (text.equals("listing")) {
            return new HistoryStart.FromListing();
        }
        Matcher back = DAYS_BACK.matcher(text);
        if (back.matches()) {
            return new HistoryStart.Back(Duration.ofDays(Integer.parseInt(back.group(1))));
        }
        return new HistoryStart.Since(text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static int notNegative(String text) {
        int number = Integer.parseInt(text);
        if (number < 0) {
            throw new IllegalArgumentException("negative");
        }
        return number;
    }

    private static List<String> atLeastOne(List<String> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return items;
    }
}
