package io.cryptodata.simulator.venue.kraken;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;
import io.cryptodata.simulator.market.RowCheck;
import io.cryptodata.simulator.venue.MarketData;
import io.cryptodata.simulator.venue.VenueRequest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The response to Kraken's `OHLC`: whatever is requested, at most the newest 720 rows that have ended and the one in
/// progress, oldest first. `since` is exclusive; `last` is the newest row that has ended.
///
/// [OHLC](https://docs.kraken.com/api/docs/rest-api/get-ohlc-data)
final class KrakenCandles {
    static final int ENDED_ROWS = 720;

    private KrakenCandles() {}

    /// The timeframe of an interval in minutes; empty if there is no such interval.
    static Optional<Timeframe> timeframe(VenueRequest request) {
        return switch (request.text("interval")) {
            case "60" -> Optional.of(Timeframe.H1);
            case "1440" -> Optional.of(Timeframe.D1);
            case "10080" -> Optional.of(Timeframe.W1);
            default -> Optional.empty();
        };
    }

    static String body(String name, ListedMarket market, Timeframe timeframe, VenueRequest request, MarketData data) {
        long from = request.number("since").isPresent() ? request.number("since", 0) * 1000 + 1 : 0;
        List<SourceRow> rows = data.rows(market, timeframe,
                new Window(from, data.now().toEpochMilli(), ENDED_ROWS + 1, true));
        ObjectNode body = KrakenBodies.success();
        ObjectNode result = body.putObject("result");
        ArrayNode candles = result.putArray(name);
        rows.forEach(row -> candles.add(candle(row, candles.arrayNode())));
        long current = timeframe.floor(data.now()).toEpochMilli();
        long last = rows.stream().mapToLong(SourceRow::openMillis).filter(time -> time < current).max()
                .orElse(timeframe.floor(Instant.ofEpochMilli(current - 1)).toEpochMilli());
        result.put("last", last / 1000);
        return body.toString();
    }

    private static ArrayNode candle(SourceRow row, ArrayNode columns) {
        double volume = RowCheck.parse(row.volume());
        return columns.add(Math.floorDiv(row.openTime(), 1000L)).add(row.open()).add(row.high()).add(row.low())
                .add(row.close()).add(average(row, volume)).add(row.volume())
                .add(volume > 0 ? 1 + (int) Math.min(volume, 90_000) : 0);
    }

    /// Weighted by volume; 0 without a trade.
    private static String average(SourceRow row, double volume) {
        double average = row.quoteVolume() / volume;
        return Double.isFinite(average)
                ? BigDecimal.valueOf(average).setScale(8, RoundingMode.HALF_UP).toPlainString()
                : "0.0";
    }
}
