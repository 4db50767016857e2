package io.cryptodata.simulator.venue.bitget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.Currencies;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The bodies of Bitget's listings of coins and of spot markets with margin. Coins have no chains, and no market has margin.
///
/// [Coins](https://www.bitget.com/api-doc/spot/market/Get-Coin-List)
final class BitgetCoins {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BitgetCoins() {}

    static String coins(List<ListedMarket> listed, Instant now) {
        ArrayNode data = JSON.arrayNode();
        Currencies.of(listed).forEach(coin -> data.addObject().put("coinId", Integer.toString(data.size()))
                .put("coin", BitgetNames.code(coin)).put("transfer", "false").put("areaCoin", "no")
                .putArray("chains"));
        return BitgetBodies.success(data, now);
    }

    static String margin(Map<String, ListedMarket> listed, Instant now) {
        ArrayNode data = JSON.arrayNode();
        listed.forEach((symbol, market) -> data.addObject().put("symbol", symbol)
                .put("baseCoin", BitgetNames.code(market.market().base()))
                .put("quoteCoin", BitgetNames.code(market.market().quote())).put("maxCrossedLeverage", "3")
                .put("isBorrowable", false).put("isCrossBorrowable", false).put("isIsolatedBaseBorrowable", false)
                .put("isIsolatedQuotedBorrowable", false).put("status", "1"));
        return BitgetBodies.success(data, now);
    }
}
