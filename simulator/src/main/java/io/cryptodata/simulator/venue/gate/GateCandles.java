package io.cryptodata.simulator.venue.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.venue.JsonNumbers;
import io.cryptodata.simulator.venue.MarketData;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// The bodies of Gate.io's candles, oldest first, with times in seconds. A spot row has its turnover before its prices, the
/// closing price first and the opening one last, and a flag that is true when it is closed. A contract's row is an object with the volume
/// in contracts.
///
/// [Spot](https://www.gate.com/docs/developers/apiv4/en/#market-candlesticks)
/// [Contracts](https://www.gate.com/docs/developers/apiv4/en/#get-futures-candlesticks)
final class GateCandles {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GateCandles() {}

    static String spot(ListedMarket market, CandlesQuery query, MarketData data) {
        ArrayNode candles = JSON.arrayNode();
        for (SourceRow row : data.rows(market, query.timeframe(), query.window())) {
            candles.addArray().add(Long.toString(seconds(row))).add(turnover(row)).add(row.close()).add(row.high())
                    .add(row.low()).add(row.open()).add(row.volume())
                    .add(Boolean.toString(query.isClosed(row.openMillis(), data.now())));
        }
        return candles.toString();
    }

    static String contracts(ListedMarket market, CandlesQuery query, MarketData data) {
        ArrayNode candles = JSON.arrayNode();
        for (SourceRow row : data.rows(market, query.timeframe(), query.window())) {
            ObjectNode candle = candles.addObject().put("t", seconds(row));
            candle.set("v", JsonNumbers.of(contracts(row, market.market())));
            candle.put("c", row.close()).put("h", row.high()).put("l", row.low()).put("o", row.open())
                    .put("sum", turnover(row));
        }
        return candles.toString();
    }

    private static long seconds(SourceRow row) {
        return Math.floorDiv(row.openTime(), 1000L);
    }

    private static String contracts(SourceRow row, Market market) {
        return JsonNumbers.isNumber(row.volume())
                ? GateBodies.contracts(new BigDecimal(row.volume()), new BigDecimal(turnover(row)), market)
                        .toPlainString()
                : row.volume();
    }

    private static String turnover(SourceRow row) {
        double value = row.quoteVolume();
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_UP).toPlainString()
                : "0";
    }
}
