package io.cryptodata.simulator.venue.kucoin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.simulator.venue.Ticker;

import java.time.Instant;
import java.util.Map;

/// KuCoin's tickers: of all spot markets, of one, and of one contract. A contract's last 24 hours are in its listing.
///
/// [Spot](https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-24hr-stats)
/// [Contracts](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-ticker)
final class KucoinTickers {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private KucoinTickers() {}

    static String all(Map<String, Ticker> tickers, Instant now) {
        ObjectNode data = JSON.objectNode().put("time", now.toEpochMilli());
        ArrayNode rows = data.putArray("ticker");
        tickers.forEach((symbol, ticker) -> rows.add(row(symbol, ticker).put("symbolName", symbol)
                .put("bestBidSize", "1").put("bestAskSize", "1")));
        return KucoinBodies.success(data);
    }

    static String one(String symbol, Ticker ticker) {
        return KucoinBodies.success(row(symbol, ticker).put("time", ticker.now().toEpochMilli()));
    }

    private static ObjectNode row(String symbol, Ticker ticker) {
        return JSON.objectNode().put("symbol", symbol).put("buy", ticker.bid().toPlainString())
                .put("sell", ticker.ask().toPlainString()).put("changeRate", ticker.changeRatio().toPlainString())
                .put("changePrice", ticker.change().toPlainString()).put("high", ticker.high().toPlainString())
                .put("low", ticker.low().toPlainString()).put("vol", ticker.volume().toPlainString())
                .put("volValue", ticker.turnover().toPlainString()).put("last", ticker.last().toPlainString())
                .put("averagePrice", ticker.average().toPlainString()).put("takerFeeRate", "0.001")
                .put("makerFeeRate", "0.001").put("takerCoefficient", "1").put("makerCoefficient", "1");
    }

    /// The time is in nanoseconds.
    static String contract(String symbol, Ticker ticker) {
        return KucoinBodies.success(JSON.objectNode().put("sequence", 1).put("symbol", symbol).put("side", "buy")
                .put("size", 1).put("price", ticker.last().toPlainString()).put("bestBidSize", 1)
                .put("bestBidPrice", ticker.bid().toPlainString()).put("bestAskSize", 1)
                .put("bestAskPrice", ticker.ask().toPlainString()).put("tradeId", "1")
                .put("ts", ticker.now().toEpochMilli() * 1_000_000));
    }
}
