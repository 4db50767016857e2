package io.cryptodata.simulator.venue.kraken;

import io.cryptodata.domain.market.Market;

import java.util.Map;
import java.util.Set;

/// Kraken's names of currencies and markets.
final class KrakenNames {
    private static final Map<String, String> CODES = Map.of("BTC", "XBT", "DOGE", "XDG");
    /// the oldest coins and the fiat currencies, by Kraken's names without prefix
    private static final Set<String> COINS_WITH_PREFIX = Set.of("XBT", "ETH", "LTC", "XRP", "XDG", "XLM", "XMR", "ZEC",
            "ETC", "MLN");
    private static final Set<String> FIAT = Set.of("USD", "EUR", "GBP", "JPY", "CAD", "AUD");

    private KrakenNames() {}

    /// `XBT` for `BTC`.
    static String plain(String currency) {
        return CODES.getOrDefault(currency, currency);
    }

    /// `XXBT` for `BTC`, `ZUSD` for `USD`, `ADA` for `ADA`.
    static String assetOf(String currency) {
        String plain = plain(currency);
        if (COINS_WITH_PREFIX.contains(plain)) {
            return "X" + plain;
        }
        return FIAT.contains(plain) ? "Z" + plain : plain;
    }

    /// `XXBTZUSD` if both have a prefix, else `XBTUSDT`.
    static String idOf(Market market) {
        String base = assetOf(market.base());
        String quote = assetOf(market.quote());
        boolean both = !base.equals(plain(market.base())) && !quote.equals(plain(market.quote()));
        return both ? base + quote : alternativeName(market);
    }

    /// `XBTUSD`, without prefixes.
    static String alternativeName(Market market) {
        return plain(market.base()) + plain(market.quote());
    }
}
