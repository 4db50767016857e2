package io.cryptodata.simulator.venue.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.simulator.venue.Ticker;

import java.math.BigDecimal;
import java.util.Map;

/// The bodies of Gate.io's tickers. A contract's volume comes in contracts, base, quote and settlement currency.
///
/// [Spot](https://www.gate.com/docs/developers/apiv4/en/#get-currency-pair-ticker-information)
/// [Contracts](https://www.gate.com/docs/developers/apiv4/en/#get-all-futures-trading-statistics)
final class GateTickers {
    private GateTickers() {}

    static String body(Map<String, Ticker> tickers) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        tickers.forEach((symbol, ticker) -> rows
                .add(ticker.listed().market().isSpot() ? spot(symbol, ticker) : contract(symbol, ticker)));
        return rows.toString();
    }

    private static ObjectNode spot(String symbol, Ticker ticker) {
        return common("currency_pair", symbol, ticker).put("base_volume", ticker.volume().toPlainString())
                .put("quote_volume", ticker.turnover().toPlainString());
    }

    private static ObjectNode contract(String symbol, Ticker ticker) {
        String last = ticker.last().toPlainString();
        String turnover = ticker.turnover().toPlainString();
        BigDecimal contracts = GateBodies.contracts(ticker.volume(), ticker.turnover(), ticker.listed().market());
        return common("contract", symbol, ticker).put("total_size", "1000")
                .put("volume_24h", contracts.toPlainString()).put("volume_24h_base", ticker.volume().toPlainString())
                .put("volume_24h_quote", turnover).put("volume_24h_settle", turnover).put("mark_price", last)
                .put("index_price", last).put("funding_rate", "0.0001").put("funding_rate_indicative", "0.0001");
    }

    private static ObjectNode common(String key, String symbol, Ticker ticker) {
        return JsonNodeFactory.instance.objectNode().put(key, symbol).put("last", ticker.last().toPlainString())
                .put("lowest_ask", ticker.ask().toPlainString()).put("lowest_size", "1")
                .put("highest_bid", ticker.bid().toPlainString()).put("highest_size", "1")
                .put("change_percentage", ticker.changeRatio().movePointRight(2).toPlainString())
                .put("high_24h", ticker.high().toPlainString()).put("low_24h", ticker.low().toPlainString());
    }
}
