package io.cryptodata.simulator.venue.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// Gate.io's response bodies: bare arrays, times in seconds with 0 for unknown, and errors with a `label`.
final class GateBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GateBodies() {}

    static String time(Instant now) {
        return JSON.objectNode().put("server_time", now.toEpochMilli()).toString();
    }

    static String error(String label, String message) {
        return JSON.objectNode().put("label", label).put("message", message).toString();
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
                .put("fee", "0.2").put("min_quote_amount", "1").put("amount_precision", 4).put("precision", 2)
                .put("trade_status", listed.tradable() ? "tradable" : "untradable")
                .put("sell_start", seconds(listed.listedAt())).put("buy_start", seconds(listed.listedAt()));
    }

    private static ObjectNode contract(String symbol, ListedMarket listed) {
        Market market = listed.market();
        boolean linear = market.quote().equals(market.settle());
        return JSON.objectNode().put("name", symbol).put("type", linear ? "direct" : "inverse")
                .put("quanto_multiplier", linear ? "0.0001" : "0").put("mark_type", "index")
                .put("order_size_min", 1).put("order_size_max", 1_000_000).put("leverage_max", "100")
                .put("funding_interval", 28_800).put("in_delisting", !listed.tradable())
                .put("status", listed.tradable() ? "trading" : "delisting")
                .put("create_time", seconds(listed.listedAt())).put("launch_time", seconds(listed.listedAt()));
    }

    private static long seconds(@Nullable Instant time) {
        return time == null ? 0 : time.getEpochSecond();
    }
}
