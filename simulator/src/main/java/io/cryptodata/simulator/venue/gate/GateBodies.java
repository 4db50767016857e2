package io.cryptodata.simulator.venue.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.SequencedSet;

/// Gate.io's response bodies: bare arrays, times in seconds with 0 for unknown, and errors with a `label`.
final class GateBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /// amount of the base in one linear contract
    private static final BigDecimal MULTIPLIER = new BigDecimal("0.0001");

    private GateBodies() {}

    static String time(Instant now) {
        return JSON.objectNode().put("server_time", now.toEpochMilli()).toString();
    }

    static String error(String label, String message) {
        return JSON.objectNode().put("label", label).put("message", message).toString();
    }

    static String currencies(SequencedSet<String> currencies) {
        ArrayNode rows = JSON.arrayNode();
        currencies.forEach(currency -> rows.addObject().put("currency", currency).put("name", currency)
                .put("delisted", false).put("withdraw_disabled", false).put("withdraw_delayed", false)
                .put("deposit_disabled", false).put("trade_disabled", false).put("chain", currency)
                .putArray("chains"));
        return rows.toString();
    }

    /// The number of contracts with these volumes in base and quote.
    static BigDecimal contracts(BigDecimal volume, BigDecimal turnover, Market contract) {
        return isLinear(contract) ? volume.divide(MULTIPLIER) : turnover;
    }

    private static boolean isLinear(Market contract) {
        return contract.quote().equals(contract.settle());
    }

    static String pairs(Map<String, ListedMarket> listed) {
        ArrayNode pairs = JSON.arrayNode();
        listed.forEach((symbol, market) -> pairs.add(pair(symbol, market)));
        return pairs.toString();
    }

    static String contracts(Map<String, ListedMarket> listed) {
        ArrayNode contracts = JSON.arrayNode();
        listed.forEach((symbol, market) -> contracts.add(contract(symbol, market)));
        return contracts.toString();
    }

    private static ObjectNode pair(String symbol, ListedMarket listed) {
        Market market = listed.market();
        return JSON.objectNode().put("id", symbol).put("base", market.base()).put("quote", market.quote())
                .put("fee", "0.2").put("min_quote_amount", "1").put("amount_precision", 5).put("precision", 8)
                .put("trade_status", listed.tradable() ? "tradable" : "untradable")
                .put("sell_start", seconds(listed.listedAt())).put("buy_start", seconds(listed.listedAt()));
    }

    private static ObjectNode contract(String symbol, ListedMarket listed) {
        Market market = listed.market();
        boolean linear = isLinear(market);
        return JSON.objectNode().put("name", symbol).put("type", linear ? "direct" : "inverse")
                .put("quanto_multiplier", linear ? MULTIPLIER.toPlainString() : "0").put("mark_type", "index")
                .put("order_price_round", "0.00000001").put("mark_price_round", "0.00000001")
                .put("order_price_deviate", "0.5")
                .put("maker_fee_rate", "-0.0001").put("taker_fee_rate", "0.00075").put("leverage_min", "1")
                .put("order_size_min", 1).put("order_size_max", 1_000_000).put("leverage_max", "100")
                .put("funding_interval", 28_800).put("in_delisting", !listed.tradable())
                .put("status", listed.tradable() ? "trading" : "delisting")
                .put("create_time", seconds(listed.listedAt())).put("launch_time", seconds(listed.listedAt()));
    }

    private static long seconds(@Nullable Instant time) {
        return time == null ? 0 : time.getEpochSecond();
    }
}
