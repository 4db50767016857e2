package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The currencies of one venue under CCXT's names, so that a name means the same coin at every venue.
///
/// A unified name is in upper case; `XBT` is bitcoin everywhere. Names that mean something else at one venue are renamed for
/// that venue alone.
public final class CurrencyNames {
    private static final Map<String, String> EVERYWHERE = Map.of("XBT", "BTC", "BCHSV", "BSV");

    private final String exchange;
    private final Map<String, String> renamed;

    private CurrencyNames(String exchange, Map<String, String> renamed) {
        this.exchange = exchange;
        this.renamed = renamed;
    }

    /// @param renamed from the venue's own names, in upper case, to the unified ones
    public static CurrencyNames of(String exchange, Map<String, String> renamed) {
        Map<String, String> all = new HashMap<>(EVERYWHERE);
        all.putAll(renamed);
        return new CurrencyNames(exchange, Map.copyOf(all));
    }

    /// The unified name of a currency.
    public String unified(String atVenue) {
        String name = atVenue.toUpperCase(Locale.ROOT);
        return renamed.getOrDefault(name, name);
    }

    /// A spot market of two of the venue's currencies.
    ///
    /// @throws IllegalArgumentException if no unified symbol can be made of them
    public Market spot(String base, String quote) {
        return Market.spot(exchange, unified(base), unified(quote));
    }

    /// A perpetual contract.
    ///
    /// @throws IllegalArgumentException if no unified symbol can be made of them
    public Market contract(String base, String quote, String settle) {
        return Market.contract(exchange, unified(base), unified(quote), unified(settle));
    }
}
