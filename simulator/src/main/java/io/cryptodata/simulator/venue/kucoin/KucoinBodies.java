package io.cryptodata.simulator.venue.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.Ticker;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.SequencedSet;

/// KuCoin's response bodies: `data` beside the code `200000`.
final class KucoinBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /// amount of the base in one linear contract
    private static final BigDecimal MULTIPLIER = new BigDecimal("0.001");

    private KucoinBodies() {}

    /// The name of a currency in contracts.
    static String inContracts(String currency) {
        return currency.equals("BTC") ? "XBT" : currency;
    }

    static String time(Instant now) {
        return success(JSON.numberNode(now.toEpochMilli()));
    }

    static String error(String code, String message) {
        return JSON.objectNode().put("code", code).put("msg", message).toString();
    }

    static String symbols(Map<String, ListedMarket> listed) {
        ArrayNode rows = JSON.arrayNode();
        listed.forEach((symbol, market) -> rows.add(symbol(symbol, market)));
        return success(rows);
    }

    /// @param tickers of the contracts that have one
    static String contracts(Map<String, ListedMarket> listed, Map<String, Ticker> tickers) {
        ArrayNode rows = JSON.arrayNode();
        listed.forEach((symbol, market) -> rows.add(withTicker(contract(symbol, market), tickers.get(symbol))));
        return success(rows);
    }

    static String currencies(SequencedSet<String> currencies) {
        ArrayNode rows = JSON.arrayNode();
        currencies.forEach(currency -> rows.addObject().put("currency", currency).put("name", currency)
                .put("fullName", currency).put("precision", 8).putNull("confirms").putNull("contractAddress")
                .put("isMarginEnabled", false).put("isDebitEnabled", false).putArray("chains"));
        return success(rows);
    }

    static String success(JsonNode data) {
        return JSON.objectNode().put("code", "200000").set("data", data).toString();
    }

    /// The number of contracts with these volumes in base and quote.
    static BigDecimal contracts(BigDecimal volume, BigDecimal turnover, Market contract) {
        return isInverse(contract) ? turnover : volume.divide(MULTIPLIER);
    }

    private static boolean isInverse(Market contract) {
        return contract.base().equals(contract.settle());
    }

    private static ObjectNode withTicker(ObjectNode contract, @Nullable Ticker ticker) {
        return ticker == null
                ? contract
                : contract.put("turnoverOf24h", ticker.turnover()).put("volumeOf24h", ticker.volume())
                        .put("markPrice", ticker.last()).put("indexPrice", ticker.last())
                        .put("lastTradePrice", ticker.last()).put("lowPrice", ticker.low())
                        .put("highPrice", ticker.high()).put("priceChgPct", ticker.changeRatio())
                        .put("priceChg", ticker.change());
    }

    private static ObjectNode symbol(String symbol, ListedMarket listed) {
        String renamed = listed.symbol();
        Market market = listed.market();
        return JSON.objectNode().put("symbol", symbol).put("name", renamed == null ? symbol : renamed)
                .put("baseCurrency", market.base()).put("quoteCurrency", market.quote())
                .put("feeCurrency", market.quote()).put("market", market.quote().equals("USDT") ? "USDS" : "ALTS")
                .put("baseMinSize", "0.00001").put("quoteMinSize", "0.1").put("baseMaxSize", "10000000000")
                .put("quoteMaxSize", "99999999").put("baseIncrement", "0.00000001").put("quoteIncrement", "0.000001")
                .put("priceIncrement", "0.00000001").put("priceLimitRate", "0.1").put("minFunds", "0.1")
                .put("isMarginEnabled", false).put("enableTrading", listed.tradable());
    }

    private static ObjectNode contract(String symbol, ListedMarket listed) {
        Market market = listed.market();
        boolean inverse = isInverse(market);
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
                .put("maxPrice", 1_000_000).put("lotSize", 1).put("tickSize", new BigDecimal("0.00000001"))
                .put("multiplier", inverse ? BigDecimal.ONE.negate() : MULTIPLIER).put("isDeleverage", true)
                .put("isQuanto", false)
                .put("isInverse", inverse).put("maxLeverage", 100)
                .put("makerFeeRate", 0.0002).put("takerFeeRate", 0.0006).put("fundingFeeRate", 0.0001)
                .put("nextFundingRateTime", 3_600_000).put("status", listed.tradable() ? "Open" : "Paused");
    }
}
