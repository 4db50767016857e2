package io.cryptodata.simulator.venue.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.Ticker;
import io.cryptodata.simulator.venue.VenueRequest;

import java.math.RoundingMode;
import java.util.List;
import java.util.SequencedMap;

/// The response to Binance's `ticker/24hr`: one market as an object; several spot markets or all markets as a list.
///
/// [Spot](https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints)
final class BinanceTickers {
    private static final JsonMapper JSON = new JsonMapper();

    private BinanceTickers() {}

    /// @param listed the markets of the requested API by symbol
    static String respond(VenueRequest request, boolean spot, SequencedMap<String, ListedMarket> listed,
            MarketData data) throws InvalidRequestException {
        List<String> symbols = symbols(request, spot);
        if (!listed.keySet().containsAll(symbols)) {
            throw new InvalidRequestException(-1121, "Invalid symbol.");
        }
        if (!symbols.isEmpty()) {
            listed.keySet().retainAll(symbols);
        }
        ArrayNode tickers = JSON.createArrayNode();
        Ticker.of(listed, data).forEach((symbol, ticker) -> tickers.add(row(symbol, ticker, spot)));
        return (request.has("symbol") && !tickers.isEmpty() ? tickers.get(0) : tickers).toString();
    }

    private static List<String> symbols(VenueRequest request, boolean spot) throws InvalidRequestException {
        if (request.has("symbol")) {
            return List.of(request.text("symbol"));
        }
        if (!spot || !request.has("symbols")) {
            return List.of();
        }
        try {
            return List.of(JSON.readValue(request.text("symbols"), String[].class));
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(-1100, "Illegal characters found in parameter 'symbols'.");
        }
    }

    /// Only spot markets have bid and ask.
    private static ObjectNode row(String symbol, Ticker ticker, boolean spot) {
        String last = ticker.last().toPlainString();
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("symbol", symbol)
                .put("priceChange", ticker.change().toPlainString())
                .put("priceChangePercent", ticker.changeRatio().movePointRight(2).setScale(3, RoundingMode.HALF_UP)
                        .toPlainString())
                .put("weightedAvgPrice", ticker.average().toPlainString());
        if (spot) {
            row.put("prevClosePrice", ticker.open().toPlainString());
        }
        row.put("lastPrice", last).put("lastQty", "1");
        if (spot) {
            row.put("bidPrice", ticker.bid().toPlainString()).put("bidQty", "1")
                    .put("askPrice", ticker.ask().toPlainString()).put("askQty", "1");
        }
        return row.put("openPrice", ticker.open().toPlainString()).put("highPrice", ticker.high().toPlainString())
                .put("lowPrice", ticker.low().toPlainString()).put("volume", ticker.volume().toPlainString())
                .put("quoteVolume", ticker.turnover().toPlainString())
                .put("openTime", ticker.from().toEpochMilli()).put("closeTime", ticker.now().toEpochMilli())
                .put("firstId", 1).put("lastId", 1000).put("count", 1000);
    }
}
