package io.cryptodata.simulator.venue.bitget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.simulator.venue.Ticker;

import java.time.Instant;
import java.util.Map;

/// The bodies of Bitget's tickers.
///
/// [Spot](https://www.bitget.com/api-doc/spot/market/Get-Tickers)
/// [Contracts](https://www.bitget.com/api-doc/contract/market/Get-All-Symbol-Ticker)
final class BitgetTickers {
    private BitgetTickers() {}

    static String body(Map<String, Ticker> tickers, Instant now) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        tickers.forEach((symbol, ticker) -> data.add(row(symbol, ticker)));
        return BitgetBodies.success(data, now);
    }

    private static ObjectNode row(String symbol, Ticker ticker) {
        boolean spot = ticker.listed().market().isSpot();
        String last = ticker.last().toPlainString();
        String open = ticker.open().toPlainString();
        String ratio = ticker.changeRatio().toPlainString();
        String turnover = ticker.turnover().toPlainString();
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("symbol", symbol).put("lastPr", last)
                .put("askPr", ticker.ask().toPlainString()).put("bidPr", ticker.bid().toPlainString())
                .put("askSz", "1").put("bidSz", "1").put("high24h", ticker.high().toPlainString())
                .put("low24h", ticker.low().toPlainString()).put("ts", Long.toString(ticker.now().toEpochMilli()))
                .put("change24h", ratio).put("baseVolume", ticker.volume().toPlainString())
                .put("quoteVolume", turnover).put("usdtVolume", turnover).put("openUtc", open)
                .put("changeUtc24h", ratio);
        return spot
                ? row.put("open", open)
                : row.put("indexPrice", last).put("fundingRate", "0.0001").put("holdingAmount", "1000")
                        .putNull("deliveryStartTime").putNull("deliveryTime").put("deliveryStatus", "")
                        .put("open24h", open).put("markPrice", last);
    }
}
