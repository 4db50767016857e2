package io.cryptodata.simulator.venue.kraken;

import io.cryptodata.domain.market.Market;

import java.util.Map;
import java.util.Set;

/// What Kraken calls its currencies and markets.
final class KrakenNames {
    private static final Map<String, String> OWN = Map.of("BTC", "XBT", "DOGE", "XDG");
    /// the oldest coins and the currencies of states, by Kraken's clean names
    private static final Set<String> COINS_WITH_PREFIX = Set.of("XBT", "ETH", "LTC", "XRP", "XDG", "XLM", "XMR", "ZEC",
            "ETC", "MLN");
    private static final Set<String> STATES = Set.of("USD", "EUR", "GBP", "JPY", "CAD", "AUD");

    private KrakenNames() {}

    /// `XBT` of `BTC`.
    static String clean(String currency) {
        return OWN.getOrDefault(currency, currency);
    }

    /// `XXBT` of `BTC`, `ZUSD` of `USD`, `ADA` of `ADA`.
    static String assetOf(String currency) {
        String clean = clean(currency);
        if (COINS_WITH_PREFIX.contains(clean)) {
            return "X" + clean;
        }
        return STATES.contains(clean) ? "Z" + clean : clean;
    }

    /// `XXBTZUSD` where both have a prefix, else `XBTUSDT`.
    static String idOf(Market market) {
        String base = assetOf(market.base());
        String quote = assetOf(market.quote());
        boolean both = !base.equals(clean(market.base())) && !quote.equals(clean(market.quote()));
        return both ? base + quote : alternative(market);
    }

    /// `XBTUSD`, whatever the prefixes.
    static String alternative(Market market) {
        return clean(market.base()) + clean(market.quote());
    }
}
