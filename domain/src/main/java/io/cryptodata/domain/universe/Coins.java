package io.cryptodata.domain.universe;

import io.cryptodata.domain.listing.KnownListing;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Places of coins by their symbol, the first place being 1. Several coins may share a symbol: the best placed one counts.
///
/// @param byRank places by market capitalisation
/// @param byVolume places by what was traded
public record Coins(Map<String, Integer> byRank, Map<String, Integer> byVolume) {
    /// By which order coins are placed.
    public enum Order {
        /// market capitalisation
        RANK,
        /// what was traded within 24 hours
        VOLUME
    }

    /// venues trade cheap coins by the thousand or the million
    private static final Pattern BUNDLE = Pattern.compile("(?:10{3,6}|1M)(?=[A-Z])(.+)");

    public Coins {
        byRank = Map.copyOf(byRank);
        byVolume = Map.copyOf(byVolume);
    }

    /// Nothing is known of any coin.
    public static Coins unknown() {
        return new Coins(Map.of(), Map.of());
    }

    /// What CoinGecko's listing says.
    public static Coins of(Collection<KnownListing> coins) {
        Map<String, Integer> ranks = new HashMap<>();
        List<KnownListing> traded = new ArrayList<>();
        for (KnownListing coin : coins) {
            Integer rank = coin.last().rank();
            if (rank != null) {
                ranks.merge(symbolOf(coin), rank, Math::min);
            }
            if (coin.last().volumeUsd() != null) {
                traded.add(coin);
            }
        }
        traded.sort(Comparator.comparing(Coins::volumeOf).reversed().thenComparing(KnownListing::asset));
        Map<String, Integer> volumes = new HashMap<>();
        for (int i = 0; i < traded.size(); i++) {
            volumes.putIfAbsent(symbolOf(traded.get(i)), i + 1);
        }
        return new Coins(ranks, volumes);
    }

    public boolean isUnknown() {
        return byRank.isEmpty();
    }

    /// Place of what a market trades; null where no coin has that symbol.
    public @Nullable Integer place(String base, Order order) {
        Map<String, Integer> places = switch (order) {
            case RANK -> byRank;
            case VOLUME -> byVolume;
        };
        String symbol = base.toUpperCase(Locale.ROOT);
        Integer place = places.get(symbol);
        Matcher bundle = BUNDLE.matcher(symbol);
        return place == null && bundle.matches() ? places.get(bundle.group(1)) : place;
    }

    private static String symbolOf(KnownListing coin) {
        return coin.last().venueSymbol().toUpperCase(Locale.ROOT);
    }

    private static double volumeOf(KnownListing coin) {
        Double volume = coin.last().volumeUsd();
        return volume == null ? 0 : volume;
    }
}
