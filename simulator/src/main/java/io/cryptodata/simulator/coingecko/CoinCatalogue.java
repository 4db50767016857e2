package io.cryptodata.simulator.coingecko;

import io.cryptodata.simulator.market.SeededRandom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// All coins of one seed: well-known ones in their usual order, the others that the simulated venues trade, then invented
/// ones. Ids are unique; about every fortieth coin shares its symbol with another.
final class CoinCatalogue {
    /// More than fit on eight pages of 250.
    static final int COINS = 2100;

    private static final Set<String> NOT_COINS = Set.of("USDT", "USD", "EUR", "GBP", "TRY", "BRL", "JPY");
    private static final List<NamedCoin> NAMED = List.of(
            new NamedCoin("BTC", "bitcoin", "Bitcoin", 64_000, 0.3),
            new NamedCoin("ETH", "ethereum", "Ethereum", 3_100, 0.3),
            new NamedCoin("BNB", "binancecoin", "BNB", 580, 0.3), new NamedCoin("XRP", "ripple", "XRP", 0.62, 0.3),
            new NamedCoin("USDC", "usd-coin", "USDC", 1, 0.003), new NamedCoin("SOL", "solana", "Solana", 145, 0.5),
            new NamedCoin("DOGE", "dogecoin", "Dogecoin", 0.12, 0.6),
            new NamedCoin("ADA", "cardano", "Cardano", 0.45, 0.6),
            new NamedCoin("LINK", "chainlink", "Chainlink", 14.5, 0.7),
            new NamedCoin("AVAX", "avalanche-2", "Avalanche", 31, 0.7),
            new NamedCoin("LTC", "litecoin", "Litecoin", 82, 0.7),
            new NamedCoin("DOT", "polkadot", "Polkadot", 6.2, 0.7),
            new NamedCoin("SHIB", "shiba-inu", "Shiba Inu", 1.82e-5, 1),
            new NamedCoin("ATOM", "cosmos", "Cosmos Hub", 7.4, 1));
    private static final Map<Integer, String> LOOKALIKES = Map.of(1500, "btc", 1600, "eth", 1700, "usdc");
    private static final int SHARED_SYMBOL_EVERY = 40;
    /// logarithms of the lowest and the highest price of invented coins
    private static final double LOWEST_LOG = -27;
    private static final double HIGHEST_LOG = 7;

    private CoinCatalogue() {}

    private record NamedCoin(String base, String id, String name, double price, double volatility) {}

    /// @param bases base currencies of the simulated venues, for example `BTC`
    static List<SeededCoin> of(long seed, Collection<String> bases) {
        SeededRandom random = new SeededRandom(seed).branch(7_000);
        List<SeededCoin> coins = new ArrayList<>(COINS);
        Set<String> added = new HashSet<>();
        for (NamedCoin named : NAMED) {
            added.add(named.base);
            coins.add(
                    new SeededCoin(coins.size(), named.id, lower(named.base), named.name, named.price, named.volatility,
                            random.branch(coins.size())));
        }
        for (String base : new LinkedHashSet<>(bases)) {
            if (coins.size() < COINS && !NOT_COINS.contains(base) && added.add(base)) {
                coins.add(invented(coins.size(), lower(base), lower(base), base, random));
            }
        }
        while (coins.size() < COINS) {
            int number = coins.size();
            coins.add(invented(number, "coin-" + number, symbolOf(coins, number), "Coin " + number, random));
        }
        return List.copyOf(coins);
    }

    private static String symbolOf(List<SeededCoin> before, int number) {
        String repeated = number % SHARED_SYMBOL_EVERY == 7 ? before.get(number - 20).symbol() : "c" + number;
        return LOOKALIKES.getOrDefault(number, number < SHARED_SYMBOL_EVERY ? "c" + number : repeated);
    }

    private static SeededCoin invented(int number, String id, String symbol, String name, SeededRandom random) {
        SeededRandom ofCoin = random.branch(number);
        double price = Math.exp(LOWEST_LOG + (HIGHEST_LOG - LOWEST_LOG) * ofCoin.branch(40).at(number));
        boolean stable = ofCoin.branch(41).at(number) < 0.04;
        return new SeededCoin(number, id, symbol, name, stable ? 1 : price, stable ? 0.003 : 1, ofCoin);
    }

    private static String lower(String base) {
        return base.toLowerCase(Locale.ROOT);
    }
}
