package io.cryptodata.domain.universe;

import io.cryptodata.domain.listing.RecordedListing;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ranks of coins by their symbol, the first being 1. Several coins may share a symbol: the best rank counts.
///
/// @param byRank ranks by market capitalisation
/// @param byVolume ranks by traded volume
/// @param symbols the symbols of all coins, ranked or not
public record Coins(Map<String, Integer> byRank, Map<String, Integer> byVolume, Set<String> symbols) {
    /// What coins are ranked by.
    public enum Order {
        /// market capitalisation
        RANK,
        /// traded volume within 24 hours
        VOLUME
    }

    /// venues trade cheap coins by the thousand, up to ten million: `1000SHIB`, `SHIB1000`, `1MBABYDOGE`
    private static final Pattern BUNDLE = Pattern
            .compile("(?:10{3,7}|1M)(?<before>[^0-9].*)|(?<after>.*[^0-9])10{3,7}");

    public Coins {
        byRank = Map.copyOf(byRank);
        byVolume = Map.copyOf(byVolume);
        symbols = Set.copyOf(symbols);
    }

    /// Without any rank.
    public static Coins unavailable() {
        return new Coins(Map.of(), Map.of(), Set.of());
    }

    /// The ranks in CoinGecko's listing.
    public static Coins of(Collection<RecordedListing> coins) {
        Map<String, Integer> ranks = new HashMap<>();
        Set<String> symbols = new HashSet<>();
        List<RecordedListing> traded = new ArrayList<>();
        for (RecordedListing coin : coins) {
            symbols.add(symbolOf(coin));
            Integer rank = coin.last().rank();
            if (rank != null) {
                ranks.merge(symbolOf(coin), rank, Math::min);
            }
            if (coin.last().volumeUsd() != null) {
                traded.add(coin);
            }
        }
        traded.sort(Comparator.comparing(Coins::volumeOf).reversed().thenComparing(RecordedListing::asset));
        Map<String, Integer> volumes = new HashMap<>();
        for (int i = 0; i < traded.size(); i++) {
            volumes.putIfAbsent(symbolOf(traded.get(i)), i + 1);
        }
        return new Coins(ranks, volumes, symbols);
    }

    public boolean isUnavailable() {
        return byRank.isEmpty();
    }

    /// The rank of a market's base; null if no coin with that symbol has one. A base that is the symbol of a coin is that
    /// coin; otherwise a multiplier before or after the name is not part of it.
    public @Nullable Integer rankOf(String base, Order order) {
        Map<String, Integer> byOrder = switch (order) {
            case RANK -> byRank;
            case VOLUME -> byVolume;
        };
        String symbol = base.toUpperCase(Locale.ROOT);
        return byOrder.get(symbols.contains(symbol) ? symbol : withoutMultiplier(symbol));
    }

    private static String withoutMultiplier(String symbol) {
        Matcher bundle = BUNDLE.matcher(symbol);
        if (!bundle.matches()) {
            return symbol;
        }
        String before = bundle.group("before");
        return before == null ? Objects.requireNonNull(bundle.group("after")) : before;
    }

    private static String symbolOf(RecordedListing coin) {
        return coin.last().venueSymbol().toUpperCase(Locale.ROOT);
    }

    private static double volumeOf(RecordedListing coin) {
        Double volume = coin.last().volumeUsd();
        return volume == null ? 0 : volume;
    }
}
