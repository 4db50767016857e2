package io.cryptodata.domain.currency;

import io.cryptodata.domain.market.Market;

import java.util.Set;

/// Currencies in which other markets are quoted or settled, so that their rates are kept.
public final class QuoteCurrencies {
    /// The quotes of the five venues with candles.
    public static final Set<String> ALL = Set.of(
            // stable coins
            "USDC", "FDUSD", "TUSD", "BUSD", "DAI", "USDE", "USD1", "USDP", "PAX", "USDS", "USDG", "USDQ", "PYUSD",
            "RLUSD", "XUSD", "USDD",
            "UST", "USTC", "VAI", "EURI", "AEUR", "EURT", "EURR", "EURQ", "EURC", "BRZ", "IDRT", "BIDR", "BVND", "BKRW",
            "MNT",
            "USDR",
            // coins
            "BTC", "ETH", "BNB", "SOL", "XRP", "TRX", "DOGE", "DOT", "OKB", "OKT", "LTC", "BGB", "MX", "METH", "STETH",
            // fiat money
            "USD", "EUR", "GBP", "AUD", "JPY", "KRW", "TRY", "BRL", "ARS", "MXN", "COP", "PLN", "RON", "CZK", "UAH",
            "RUB", "ZAR", "NGN", "IDR", "VND", "SGD", "AED", "KZT", "CHF", "INR", "PHP", "THB", "HKD");

    private QuoteCurrencies() {}

    /// Whether the close of a market is the rate to USDT of a currency in which others are quoted.
    public static boolean areConvertedBy(Market market) {
        return RateMarket.of(market).filter(each -> ALL.contains(each.currency())).isPresent();
    }
}
