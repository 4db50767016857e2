package io.cryptodata.simulator.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.Ticker;
import io.cryptodata.simulator.venue.VenueRequest;

import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;

import static io.cryptodata.simulator.venue.mexc.MexcBodies.JSON;

/// The responses to MEXC's two requests for tickers: one market as an object, all markets as a list.
///
/// [Spot](https://mexcdevelop.github.io/apidocs/spot_v3_en/#24hr-ticker-price-change-statistics)
/// [Contracts](https://mexcdevelop.github.io/apidocs/contract_v1_en/#get-contract-trend-data)
final class MexcTickers {
    private MexcTickers() {}

    static String spot(VenueRequest request, SequencedMap<String, ListedMarket> listed, MarketData data)
            throws InvalidRequestException {
        return body(request, listed, data, MexcTickers::spotRow).toString();
    }

    static String contracts(VenueRequest request, SequencedMap<String, ListedMarket> listed, MarketData data)
            throws InvalidRequestException {
        return MexcContractBodies.success(body(request, listed, data, MexcTickers::contractRow));
    }

    private static JsonNode body(VenueRequest request, SequencedMap<String, ListedMarket> listed, MarketData data,
            BiFunction<String, Ticker, ObjectNode> row) throws InvalidRequestException {
        String symbol = request.text("symbol");
        if (!symbol.isEmpty()) {
            listed.keySet().retainAll(List.of(symbol));
            if (listed.isEmpty()) {
                throw new InvalidRequestException(-1121, "Invalid symbol.");
            }
        }
        List<ObjectNode> rows = Ticker.of(listed, data).entrySet().stream()
                .map(each -> row.apply(each.getKey(), each.getValue())).toList();
        return symbol.isEmpty() || rows.isEmpty() ? JSON.arrayNode().addAll(rows) : rows.getFirst();
    }

    private static ObjectNode spotRow(String symbol, Ticker ticker) {
        String open = ticker.open().toPlainString();
        return JSON.objectNode().put("symbol", symbol).put("priceChange", ticker.change().toPlainString())
                .put("priceChangePercent", ticker.changeRatio().toPlainString()).put("prevClosePrice", open)
                .put("lastPrice", ticker.last().toPlainString()).put("bidPrice", ticker.bid().toPlainString())
                .put("bidQty", "1").put("askPrice", ticker.ask().toPlainString()).put("askQty", "1")
                .put("openPrice", open).put("highPrice", ticker.high().toPlainString())
                .put("lowPrice", ticker.low().toPlainString()).put("volume", ticker.volume().toPlainString())
                .put("quoteVolume", ticker.turnover().toPlainString()).put("openTime", ticker.from().toEpochMilli())
                .put("closeTime", ticker.now().toEpochMilli()).putNull("count");
    }

    /// The volume is in contracts.
    private static ObjectNode contractRow(String symbol, Ticker ticker) {
        return JSON.objectNode().put("symbol", symbol).put("lastPrice", ticker.last()).put("bid1", ticker.bid())
                .put("ask1", ticker.ask())
                .put("volume24", MexcNames.contracts(ticker.volume(), ticker.listed().market()))
                .put("amount24", ticker.turnover()).put("holdVol", 1000).put("lower24Price", ticker.low())
                .put("high24Price", ticker.high()).put("riseFallRate", ticker.changeRatio())
                .put("riseFallValue", ticker.change()).put("indexPrice", ticker.last())
                .put("fairPrice", ticker.last()).put("fundingRate", 0.0001).put("timestamp",
                        ticker.now().toEpochMilli());
    }
}
