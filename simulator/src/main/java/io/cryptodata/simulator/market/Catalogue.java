package io.cryptodata.simulator.market;

import io.cryptodata.simulator.market.SeededMarket.Traits;

import java.util.ArrayList;
import java.util.List;

/// All pairs by number: two dozen named ones, then pairs with generated names, quoted in USDT. The same for every seed.
final class Catalogue {
    /// listed after three quarters of the history
    private static final Traits YOUNG = new Traits(0.6, 4, 2.5, 0, false);
    private static final List<Pair> NAMED = named();
    private static final String CONSONANTS = "BDFGKLMNPRSTVZHJ";
    private static final String VOWELS = "AEIOU";
    private static final int NAMES = 6400;
    /// coprime to the number of names, so that each name occurs once
    private static final int STRIDE = 1237;

    private Catalogue() {}

    /// @param number position in the catalogue
    record Pair(int number, String base, String quote, Traits traits) {
        boolean isYoung() {
            return traits == YOUNG;
        }

        String symbol() {
            return base + "/" + quote;
        }
    }

    static Pair pair(int number) {
        if (number >= NAMED.size() + NAMES) {
            throw new IllegalArgumentException("the catalogue has " + (NAMED.size() + NAMES)
                    + " pairs, requested was " + number);
        }
        return number < NAMED.size() ? NAMED.get(number) : generated(number);
    }

    /// Names like `BAKOX`, which no coin has.
    private static Pair generated(int number) {
        int name = (number - NAMED.size()) * STRIDE % NAMES;
        StringBuilder base = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            base.append(CONSONANTS.charAt(name % 16)).append(VOWELS.charAt(name / 16 % 5));
            name /= 80;
        }
        return new Pair(number, base.append('X').toString(), "USDT", traits(new SeededRandom(number)));
    }

    private static Traits traits(SeededRandom random) {
        double magnitude = random.at(1) * 7 - 4.5;
        double price = Math.pow(10, magnitude);
        int decimals = Math.clamp(4 - (int) Math.floor(magnitude), 2, 8);
        int quietPercent = random.at(3) < 0.1 ? 2 + (int) (random.at(4) * 6) : 0;
        return new Traits(price, decimals, 0.7 + 0.9 * random.at(2), quietPercent, random.at(5) < 0.05);
    }

    private static List<Pair> named() {
        List<Pair> all = new ArrayList<>();
        add(all, "BTC", "USDT", new Traits(64_000, 2, 0.7, 0, false));
        add(all, "ETH", "USDT", new Traits(3_100, 2, 0.8, 0, false));
        add(all, "BNB", "USDT", new Traits(580, 1, 0.8, 0, false));
        add(all, "SOL", "USDT", new Traits(145, 2, 1.2, 0, false));
        add(all, "XRP", "USDT", new Traits(0.62, 4, 1, 0, false));
        add(all, "ADA", "USDT", new Traits(0.45, 4, 1.1, 0, false));
        add(all, "DOGE", "USDT", new Traits(0.12, 5, 1.4, 0, false));
        add(all, "AVAX", "USDT", new Traits(31, 2, 1.2, 0, false));
        add(all, "DOT", "USDT", new Traits(6.2, 3, 1.1, 0, false));
        add(all, "LINK", "USDT", new Traits(14.5, 2, 1.1, 0, false));
        add(all, "LTC", "USDT", new Traits(82, 2, 0.9, 0, false));
        add(all, "ATOM", "USDT", new Traits(7.4, 3, 1, 0, false));
        add(all, "SHIB", "USDT", new Traits(0.0000182, 8, 1.5, 0, false));
        add(all, "MOTE", "USDT", new Traits(0.0000012, 8, 1.5, 0, false));
        add(all, "NEWT", "USDT", YOUNG);
        add(all, "USDC", "USDT", new Traits(1, 4, 0.003, 0, false));
        add(all, "EUR", "USDT", new Traits(1.08, 4, 0.05, 0, false));
        add(all, "ETH", "BTC", new Traits(0.049, 5, 0.5, 0, false));
        add(all, "ADA", "BTC", new Traits(0.0000071, 8, 0.9, 3, false));
        add(all, "LTC", "BTC", new Traits(0.00128, 6, 0.6, 2, false));
        add(all, "BTC", "EUR", new Traits(59_000, 2, 0.7, 0, false));
        add(all, "SOL", "EUR", new Traits(134, 2, 1.2, 4, false));
        add(all, "CALM", "USDT", new Traits(0.0913, 4, 0.6, 25, false));
        add(all, "PATCH", "USDT", new Traits(2.7, 3, 1.1, 1, true));
        return List.copyOf(all);
    }

    private static void add(List<Pair> all, String base, String quote, Traits traits) {
        all.add(new Pair(all.size(), base, quote, traits));
    }
}
