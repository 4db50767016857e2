package io.cryptodata.simulator.coingecko;

import io.cryptodata.simulator.market.Noise;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// All invented coins of one seed: first those that the simulated venues trade, the best known in their usual order, then
/// as many others as it takes. Ids are unique; about every fortieth coin has the symbol of another.
final class CoinCatalogue {
    /// More than eight pages of 250 show.
    static final int COINS = 2100;

    private static final Set<String> NO_COINS = Set.of("USDT", "USD", "EUR", "GBP", "TRY", "BRL", "JPY");
    private static final List<Known> KNOWN = List.of(
            new Known("BTC", "bitcoin", "Bitcoin", 64_000, 0.3), new Known("ETH", "ethereum", "Ethereum", 3_100, 0.3),
            new Known("BNB", "binancecoin", "BNB", 580, 0.3), new Known("XRP", "ripple", "XRP", 0.62, 0.3),
            new Known("USDC", "usd-coin", "USDC", 1, 0.003), new Known("SOL", "solana", "Solana", 145, 0.5),
            new Known("DOGE", "dogecoin", "Dogecoin", 0.12, 0.6), new Known("ADA", "cardano", "Cardano", 0.45, 0.6),
            new Known("LINK", "chainlink", "Chainlink", 14.5, 0.7),
            new Known("AVAX", "avalanche-2", "Avalanche", 31, 0.7), new Known("LTC", "litecoin", "Litecoin", 82, 0.7),
            new Known("DOT", "polkadot", "Polkadot", 6.2, 0.7), new Known("SHIB", "shiba-inu", "Shiba Inu", 1.82e-5, 1),
            new Known("ATOM", "cosmos", "Cosmos Hub", 7.4, 1));
    private static final Map<Integer, String> LOOKALIKES = Map.of(1500, "btc", 1600, "eth", 1700, "usdc");
    private static final int REPEATED_EVERY = 40;
    /// logarithms of the smallest and the largest price of the others
    private static final double LOWEST = -27;
    private static final double HIGHEST = 7;

    private CoinCatalogue() {}

    private record Known(String base, String id, String name, double price, double calm) {}

    /// @param bases what the simulated venues trade, for example `BTC`
    static List<SeededCoin> of(long seed, Collection<String> bases) {
        Noise noise = new Noise(seed).branch(7_000);
        List<SeededCoin> coins = new ArrayList<>(COINS);
        Set<String> taken = new HashSet<>();
        for (Known known : KNOWN) {
            taken.add(known.base);
            coins.add(new SeededCoin(coins.size(), known.id, lower(known.base), known.name, known.price, known.calm,
                    noise.branch(coins.size())));
        }
        for (String base : new LinkedHashSet<>(bases)) {
            if (coins.size() < COINS && !NO_COINS.contains(base) && taken.add(base)) {
                coins.add(invented(coins.size(), lower(base), lower(base), base, noise));
            }
        }
        while (coins.size() < COINS) {
            int number = coins.size();
            coins.add(invented(number, "coin-" + number, symbolOf(coins, number), "Coin " + number, noise));
        }
        return List.copyOf(coins);
    }

    private static String symbolOf(List<SeededCoin> before, int number) {
        String repeated = number % REPEATED_EVERY == 7 ? before.get(number - 20).symbol() : "c" + number;
        return LOOKALIKES.getOrDefault(number, number < REPEATED_EVERY ? "c" + number : repeated);
    }

    private static SeededCoin invented(int number, String id, String symbol, String name, Noise noise) {
        Noise own = noise.branch(number);
        double price = Math.exp(LOWEST + (HIGHEST - LOWEST) * own.branch(40).at(number));
        boolean stable = own.branch(41).at(number) < 0.04;
        return new SeededCoin(number, id, symbol, name, stable ? 1 : price, stable ? 0.003 : 1, own);
    }

    private static String lower(String base) {
        return base.toLowerCase(Locale.ROOT);
    }
}
