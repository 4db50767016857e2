package io.cryptodata.simulator.venue.okx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.venue.Ticker;

import java.util.Map;

/// The bodies of OKX's tickers.
///
/// [Tickers](https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-tickers)
final class OkxTickers {
    private OkxTickers() {}

    static String body(Map<String, Ticker> tickers) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        tickers.forEach((symbol, ticker) -> data.add(row(symbol, ticker)));
        return OkxBodies.ok(data);
    }

    /// The volumes of a spot market are in its base and its quote, those of a contract in contracts and in its base.
    private static ObjectNode row(String symbol, Ticker ticker) {
        Market market = ticker.listed().market();
        String start = ticker.open().toPlainString();
        String volume = ticker.volume().toPlainString();
        return JsonNodeFactory.instance.objectNode().put("instType", market.isSpot() ? "SPOT" : "SWAP")
                .put("instId", symbol).put("last", ticker.last().toPlainString()).put("lastSz", "1")
                .put("askPx", ticker.ask().toPlainString()).put("askSz", "1")
                .put("bidPx", ticker.bid().toPlainString()).put("bidSz", "1").put("open24h", start)
                .put("high24h", ticker.high().toPlainString()).put("low24h", ticker.low().toPlainString())
                .put("volCcy24h", market.isSpot() ? ticker.turnover().toPlainString() : volume)
                .put("vol24h", market.isSpot()
                        ? volume
                        : OkxBodies.contracts(market, ticker.volume(), ticker.turnover()).toPlainString())
                .put("ts", Long.toString(ticker.now().toEpochMilli())).put("sodUtc0", start).put("sodUtc8", start);
    }
}
