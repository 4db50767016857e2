package io.cryptodata.domain.currency;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

/// What one unit of a market's base is worth in USDT at the close of an hour: the close at the rate of the currency that is
/// paid, which is the quote of a spot market and the settlement currency of a contract. A contract that is settled in its
/// base is worth the rate of the base.
public final class UsdPrice {
    private static final String USDT = "USDT";

    private UsdPrice() {}

    /// The price in USDT; NaN if it needs a rate that is unknown.
    public static double of(Candle candle, UsdRates rates) {
        String currency = currencyOf(candle.market());
        if (currency == null) {
            return candle.close();
        }
        double rate = rates.of(candle.market().exchange(), currency, Timeframe.epochHourOf(candle.openTime()));
        return isSettledInBase(candle.market()) ? rate : candle.close() * rate;
    }

    /// The currency whose rate a market needs; null if its prices are in USDT.
    public static @Nullable String currencyOf(Market market) {
        String settle = market.settle();
        String currency = settle == null ? market.quote() : settle;
        return currency.equals(USDT) ? null : currency;
    }

    private static boolean isSettledInBase(Market market) {
        return market.base().equals(market.settle());
    }
}
