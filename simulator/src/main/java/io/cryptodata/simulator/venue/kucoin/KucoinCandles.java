package io.cryptodata.simulator.venue.kucoin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.venue.InvalidRequestException;
import io.cryptodata.simulator.venue.JsonNumbers;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.VenueRequest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// The responses to KuCoin's two requests for candles.
///
/// Of a spot market: times in seconds, newest first, opening, closing, highest and lowest price; the end is exclusive, and of
/// more than 1,500 rows the newest are served. Of a contract: times in milliseconds, oldest first, JSON numbers, the volume
/// in contracts; the end is inclusive, and of more than 500 rows the oldest are served, or the newest without a start.
///
/// [Spot](https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-klines)
/// [Contracts](https://www.kucoin.com/docs-new/rest/futures-trading/market-data/get-klines)
final class KucoinCandles {
    private static final int SPOT_ROWS = 1500;
    private static final int CONTRACT_ROWS = 500;

    private KucoinCandles() {}

    static String spot(VenueRequest request, MarketData data) throws InvalidRequestException {
        Timeframe timeframe = switch (request.text("type")) {
            case "1hour" -> Timeframe.H1;
            case "1day" -> Timeframe.D1;
            case "1month" -> Timeframe.M1;
            default -> throw KucoinDialect.invalid("Incorrect candlestick type.");
        };
        ListedMarket market = market(true, request, data);
        long start = request.number("startAt", 0);
        long end = request.number("endAt", 0);
        long to = end == 0 ? data.now().toEpochMilli() : end * 1000 - 1;
        List<SourceRow> rows = data.rows(market, timeframe, new Window(start * 1000, to, SPOT_ROWS, true));
        ArrayNode candles = JsonNodeFactory.instance.arrayNode();
        for (SourceRow row : rows.reversed()) {
            candles.addArray().add(Long.toString(Math.floorDiv(row.openTime(), 1000L))).add(row.open())
                    .add(row.close()).add(row.high()).add(row.low()).add(row.volume()).add(turnover(row));
        }
        return KucoinBodies.success(candles);
    }

    static String contracts(VenueRequest request, MarketData data) throws InvalidRequestException {
        Timeframe timeframe = switch (request.text("granularity")) {
            case "60" -> Timeframe.H1;
            case "1440" -> Timeframe.D1;
            case "10080" -> Timeframe.W1;
            default -> throw KucoinDialect.invalid("Parameter granularity is invalid.");
        };
        ListedMarket market = market(false, request, data);
        Window window = new Window(request.number("from", 0), request.number("to", data.now().toEpochMilli()),
                CONTRACT_ROWS, !request.has("from"));
        ArrayNode candles = JsonNodeFactory.instance.arrayNode();
        for (SourceRow row : data.rows(market, timeframe, window)) {
            candles.addArray().add(row.openTime()).add(JsonNumbers.of(row.open())).add(JsonNumbers.of(row.high()))
                    .add(JsonNumbers.of(row.low())).add(JsonNumbers.of(row.close()))
                    .add(JsonNumbers.of(contracts(row, market.market()))).add(JsonNumbers.of(turnover(row)));
        }
        return KucoinBodies.success(candles);
    }

    private static ListedMarket market(boolean spot, VenueRequest request, MarketData data)
            throws InvalidRequestException {
        return data.market(spot, request.text("symbol"))
                .orElseThrow(() -> KucoinDialect.invalid("Unsupported trading pair."));
    }

    private static String contracts(SourceRow row, Market market) {
        return JsonNumbers.isNumber(row.volume())
                ? KucoinBodies.contracts(new BigDecimal(row.volume()), new BigDecimal(turnover(row)), market)
                        .toPlainString()
                : row.volume();
    }

    private static String turnover(SourceRow row) {
        double value = row.quoteVolume();
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
                : "0";
    }
}
