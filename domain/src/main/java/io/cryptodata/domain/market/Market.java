package io.cryptodata.domain.market;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/// One market of one venue, named by CCXT's unified symbol: `BTC/USDT` spot, `BTC/USDT:USDT` linear contract,
/// `BTC/USD:BTC` inverse contract.
///
/// @param exchange lower-case venue id, for example `binance`
/// @param asset the unified symbol
public record Market(String exchange, String asset) {
    private static final Pattern EXCHANGE = Pattern.compile("[a-z0-9]{1,32}");

    public Market {
        if (!EXCHANGE.matcher(exchange).matches()) {
            throw new IllegalArgumentException(
                    "exchange must be a lower-case venue id like 'binance', but was '"
                            + ReadableText.of(exchange) + "'");
        }
        String problem = problem(asset);
        if (problem != null) {
            throw new IllegalArgumentException(
                    "asset must be a unified symbol like 'BTC/USDT' or 'BTC/USDT:USDT', but was '"
                            + ReadableText.of(asset) + "': " + problem);
        }
    }

    /// A spot market of two currencies.
    ///
    /// @throws IllegalArgumentException if a currency is not accepted, for example because it contains a separator
    public static Market spot(String exchange, String base, String quote) {
        checkCurrencies(exchange, base, quote);
        return new Market(exchange, base + "/" + quote);
    }

    /// A contract that does not expire.
    ///
    /// @throws IllegalArgumentException if a currency is not accepted, for example because it contains a separator
    public static Market contract(String exchange, String base, String quote, String settle) {
        checkCurrencies(exchange, base, quote, settle);
        return new Market(exchange, base + "/" + quote + ":" + settle);
    }

    /// The market of a Kafka key; the inverse of [#key()].
    ///
    /// @throws IllegalArgumentException if the key is not `exchange:asset`
    public static Market ofKey(String key) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("key must be 'exchange:asset', but was '" + ReadableText.of(key) + "'");
        }
        return new Market(key.substring(0, colon), key.substring(colon + 1));
    }

    /// `exchange:asset`, the key of everything of this market on topics; split at the first colon.
    public String key() {
        return exchange + ':' + asset;
    }

    /// The base currency, for example `BTC`.
    public String base() {
        return asset.substring(0, asset.indexOf('/'));
    }

    /// The quote currency, for example `USDT`.
    public String quote() {
        int colon = asset.indexOf(':');
        return asset.substring(asset.indexOf('/') + 1, colon < 0 ? asset.length() : colon);
    }

    /// The settlement currency of a contract; null for a spot market.
    public @Nullable String settle() {
        int colon = asset.indexOf(':');
        return colon < 0 ? null : asset.substring(colon + 1);
    }

    /// True for a spot market, false for a contract.
    public boolean isSpot() {
        return asset.indexOf(':') < 0;
    }

    @Override
    public String toString() {
        return key();
    }

    private static void checkCurrencies(String exchange, String... currencies) {
        for (String currency : currencies) {
            String problem = CurrencyName.problem(currency);
            if (problem != null) {
                throw new IllegalArgumentException("no market of " + exchange + " can be named: " + problem);
            }
        }
    }

    /// Why a text is no unified symbol; null if it is one.
    private static @Nullable String problem(String asset) {
        int slash = asset.indexOf('/');
        if (slash < 0) {
            return "it has no '/'";
        }
        int colon = asset.indexOf(':', slash);
        String base = CurrencyName.problem(asset.substring(0, slash));
        String quote = CurrencyName.problem(asset.substring(slash + 1, colon < 0 ? asset.length() : colon));
        String settle = colon < 0 ? null : CurrencyName.problem(asset.substring(colon + 1));
        return base != null ? base : quote != null ? quote : settle;
    }
}
