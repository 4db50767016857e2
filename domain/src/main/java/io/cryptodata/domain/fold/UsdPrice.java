package io.cryptodata.domain.fold;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;

/// What one unit of a market's base is worth in USDT at the close of an hour.
public final class UsdPrice {
    private static final String USDT = "USDT";

    private UsdPrice() {}

    /// The close of a market that is quoted in USDT; NaN for every other market, which needs a rate.
    public static double withoutRate(Candle candle) {
        return isQuotedInUsdt(candle.market()) ? candle.close() : Double.NaN;
    }

    static boolean isQuotedInUsdt(Market market) {
        return market.quote().equals(USDT);
    }
}
