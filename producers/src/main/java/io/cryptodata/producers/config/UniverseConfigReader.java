package io.cryptodata.producers.config;

import io.cryptodata.domain.universe.Coins;
import io.cryptodata.domain.universe.HistoryStart;
import io.cryptodata.domain.universe.MarketKind;
import io.cryptodata.domain.universe.UniverseRules;
import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
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
    private static final Pattern DAYS_BACK = Pattern.compile("-(\\d{1,5})d");

    private static final Setting<Set<String>> QUOTES = Setting
            .of("QUOTES", Format.of("a list like USDT,USDC, or * for all", UniverseConfigReader::quotes),
                    "quote currencies of the markets")
            .withDefault("USDT");
    private static final Setting<Set<MarketKind>> KINDS = Setting
            .of("KINDS", Format.of("a list of spot, linear", UniverseConfigReader::kinds), "kinds of markets")
            .withDefault("spot,linear");
    private static final Setting<Integer> TOP = Setting
            .of("TOP", new Format<>("a whole number like 250, or 0 for all", Integer::parseInt, number -> number >= 0),
                    "only markets of the top coins, up to this number; with 0 CoinGecko is not needed")
            .withDefault("250");
    private static final Setting<Coins.Order> TOP_BY = Setting
            .of("TOP_BY", Format.of("rank or volume", text -> Coins.Order.valueOf(text.toUpperCase(Locale.ROOT))),
                    "whether coins are ranked by market capitalisation or by the volume of 24 hours")
            .withDefault("rank");
    private static final Setting<Pattern> INCLUDE = Setting
            .of("INCLUDE", Format.of("a regular expression like binance:.*/USDT", Pattern::compile),
                    "only markets whose whole `exchange:asset` matches")
            .withDefault(UniverseRules.EVERYTHING.pattern());
    private static final Setting<Pattern> EXCLUDE = Setting
            .of("EXCLUDE", Format.of("a regular expression like .*:(USDC|FDUSD)/.*", Pattern::compile),
                    "no market whose whole `exchange:asset` matches")
            .withDefaultInWords("nothing");
    private static final Setting<HistoryStart> HISTORY_START = Setting
            .of("HISTORY_START",
                    Format.of("listing, -90d, 2024-01-01 or 2024-01-01T00:00:00Z", UniverseConfigReader::history),
                    "the first hour to fetch: the venue's first candle (`listing`), days back, or a time; fixed for a market when it is added")
            .withDefault("listing");

    private UniverseConfigReader() {}

    static UniverseRules read(Settings settings, List<ProducersConfig.Venue> venues) {
        return new UniverseRules(ProducersConfig.exchangesOf(venues), settings.get(QUOTES), settings.get(KINDS),
                settings.get(TOP), settings.get(TOP_BY), settings.get(INCLUDE, UniverseRules.EVERYTHING),
                settings.get(EXCLUDE, UniverseRules.NOTHING), settings.get(HISTORY_START));
    }

    private static Set<String> quotes(String text) {
        return text.strip().equals("*") ? Set.of() : Set.copyOf(atLeastOne(VenueConfigReader.listOf(text)));
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

    private static List<String> atLeastOne(List<String> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return items;
    }
}
