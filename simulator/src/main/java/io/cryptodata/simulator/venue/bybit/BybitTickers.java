package io.cryptodata.simulator.venue.bybit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.Ticker;
import io.cryptodata.simulator.venue.VenueRequest;

import java.util.List;
import java.util.SequencedMap;

/// The response to Bybit's `tickers`: all markets of a category, or one of them.
///
/// [Tickers](https://bybit-exchange.github.io/docs/v5/market/tickers)
final class BybitTickers {
    private BybitTickers() {}

    static String respond(VenueRequest request, BybitDialect dialect, MarketData data)
            throws InvalidRequestException {
        Category category = Category.of(request);
        SequencedMap<String, ListedMarket> selected = dialect.listed(data, one -> Category.of(one) == category);
        if (request.has("symbol")) {
            selected.keySet().retainAll(List.of(request.text("symbol")));
            if (selected.isEmpty()) {
                throw BybitDialect.invalid("params error: Symbol Invalid");
            }
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("category", category.parameter());
        ArrayNode list = result.putArray("list");
        Ticker.of(selected, data).forEach((symbol, ticker) -> list.add(row(symbol, ticker, category)));
        return BybitBodies.ok(result, data.now());
    }

    /// Volume and turnover of an inverse contract are in the quote and in the base.
    private static ObjectNode row(String symbol, Ticker ticker, Category category) {
        boolean inverse = category == Category.INVERSE;
        String last = ticker.last().toPlainString();
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("symbol", symbol)
                .put("bid1Price", ticker.bid().toPlainString()).put("bid1Size", "1")
                .put("ask1Price", ticker.ask().toPlainString()).put("ask1Size", "1").put("lastPrice", last)
                .put("prevPrice24h", ticker.open().toPlainString())
                .put("price24hPcnt", ticker.changeRatio().toPlainString())
                .put("highPrice24h", ticker.high().toPlainString()).put("lowPrice24h", ticker.low().toPlainString())
                .put("turnover24h", (inverse ? ticker.volume() : ticker.turnover()).toPlainString())
                .put("volume24h", (inverse ? ticker.turnover() : ticker.volume()).toPlainString());
        return category == Category.SPOT
                ? row
                : row.put("indexPrice", last).put("markPrice", last).put("prevPrice1h", last)
                        .put("openInterest", "1000").put("openInterestValue", "1000").put("fundingRate", "0.0001")
                        .put("nextFundingTime", Long.toString(nextFunding(ticker))).put("predictedDeliveryPrice", "")
                        .put("basisRate", "").put("deliveryFeeRate", "").put("deliveryTime", "0");
    }

    /// Contracts are funded every eight hours.
    private static long nextFunding(Ticker ticker) {
        long period = 8 * 3_600_000L;
        return (ticker.now().toEpochMilli() / period + 1) * period;
    }
}
