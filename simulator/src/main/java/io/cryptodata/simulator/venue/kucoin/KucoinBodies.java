package io.cryptodata.simulator.venue.kucoin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;

import java.time.Instant;
import java.util.Map;

/// KuCoin's response bodies: `data` beside the code `200000`.
final class KucoinBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private KucoinBodies() {}

    /// The name of a currency in contracts.
    static String inContracts(String currency) {
        return currency.equals("BTC") ? "XBT" : currency;
    }

    static String time(Instant now) {
        return success().put("data", now.toEpochMilli()).toString();
    }

    static String error(String code, String message) {
        return JSON.objectNode().put("code", code).put("msg", message).toString();
    }

    static String symbols(Map<String, ListedMarket> listed) {
        ObjectNode body = success();
        ArrayNode rows = body.putArray("data");
        listed.forEach((symbol, market) -> rows.add(symbol(symbol, market)));
        return body.toString();
    }

    static String contracts(Map<String, ListedMarket> listed) {
        ObjectNode body = success();
        ArrayNode rows = body.putArray("data");
        listed.forEach((symbol, market) -> rows.add(contract(symbol, market)));
        return body.toString();
    }

    private static ObjectNode success() {
        return JSON.objectNode().put("code", "200000");
    }

    private static ObjectNode symbol(String symbol, ListedMarket listed) {
        String renamed = listed.symbol();
        Market market = listed.market();
        return JSON.objectNode().put("symbol", symbol).put("name", renamed == null ? symbol : renamed)
                .put("baseCurrency", market.base()).put("quoteCurrency", market.quote())
                .put("feeCurrency", market.quote()).put("market", market.quote().equals("USDT") ? "USDS" : "ALTS")
                .put("baseMinSize", "0.00001").put("quoteMinSize", "0.1").put("baseMaxSize", "10000000000")
                .put("quoteMaxSize", "99999999").put("baseIncrement", "0.00000001").put("quoteIncrement", "0.000001")
                .put("priceIncrement", "0.1").put("priceLimitRate", "0.1").put("minFunds", "0.1")
                .put("isMarginEnabled", false).put("enableTrading", listed.tradable());
    }

    private static ObjectNode contract(String symbol, ListedMarket listed) {
        Market market = listed.market();
        boolean inverse = market.base().equals(market.settle());
        String settle = inContracts(inverse ? market.base() : market.quote());
        Instant listedAt = listed.listedAt();
        ObjectNode contract = JSON.objectNode().put("symbol", symbol).put("rootSymbol", settle).put("type", "FFWCSX");
        if (listedAt == null) {
            contract.putNull("firstOpenDate");
        } else {
            contract.put("firstOpenDate", listedAt.toEpochMilli());
        }
        return contract.putNull("expireDate").putNull("settleDate").put("baseCurrency", inContracts(market.base()))
                .put("quoteCurrency", market.quote()).put("settleCurrency", settle).put("maxOrderQty", 1_000_000)
                .put("maxPrice", 1_000_000).put("lotSize", 1).put("tickSize", 0.1)
                .put("multiplier", inverse ? -1 : 0.001).put("isDeleverage", true).put("isQuanto", false)
                .put("isInverse", inverse).put("status", listed.tradable() ? "Open" : "Paused");
    }
}
