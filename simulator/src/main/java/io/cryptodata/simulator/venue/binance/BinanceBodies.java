package io.cryptodata.simulator.venue.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.RowCheck;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Binance's response bodies.
///
/// [Market data endpoints](https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints)
final class BinanceBodies {
    private static final long HOUR = 3_600_000;
    private static final String SMALLEST = "0.00000001";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BinanceBodies() {}

    static String time(Instant now) {
        return JSON.objectNode().put("serverTime", now.toEpochMilli()).toString();
    }

    static String error(int code, String message) {
        return JSON.objectNode().put("code", code).put("msg", message).toString();
    }

    static String spotInfo(Map<String, ListedMarket> listed, Instant now, int weightPerMinute) {
        ObjectNode body = info(now, weightPerMinute);
        ArrayNode symbols = body.putArray("symbols");
        listed.forEach((symbol, market) -> symbols.add(spot(symbol, market)));
        return body.toString();
    }

    static String linearInfo(Map<String, ListedMarket> listed, Instant now, int weightPerMinute) {
        ObjectNode body = info(now, weightPerMinute);
        ArrayNode symbols = body.putArray("symbols");
        listed.forEach((symbol, market) -> symbols.add(linear(symbol, market, now)));
        return body.toString();
    }

    private static ObjectNode info(Instant now, int weightPerMinute) {
        ObjectNode body = JSON.objectNode().put("timezone", "UTC").put("serverTime", now.toEpochMilli());
        body.putArray("rateLimits").addObject().put("rateLimitType", "REQUEST_WEIGHT").put("interval", "MINUTE")
                .put("intervalNum", 1).put("limit", weightPerMinute);
        body.putArray("exchangeFilters");
        return body;
    }

    private static ObjectNode linear(String name, ListedMarket listed, Instant now) {
        Market market = listed.market();
        Instant listedAt = listed.listedAt();
        return JSON.objectNode().put("symbol", name).put("pair", name).put("contractType", "PERPETUAL")
                .put("deliveryDate", 4_133_404_800_000L)
                .put("onboardDate", (listedAt == null ? now.minusSeconds(86_400) : listedAt).toEpochMilli())
                .put("status", listed.tradable() ? "TRADING" : "SETTLING").put("baseAsset", market.base())
                .put("quoteAsset", market.quote()).put("marginAsset", market.quote()).put("pricePrecision", 8)
                .put("quantityPrecision", 3).put("underlyingType", "COIN");
    }

    private static ObjectNode spot(String name, ListedMarket listed) {
        Market market = listed.market();
        ObjectNode symbol = JSON.objectNode().put("symbol", name)
                .put("status", listed.tradable() ? "TRADING" : "BREAK").put("baseAsset", market.base())
                .put("baseAssetPrecision", 8).put("quoteAsset", market.quote()).put("quotePrecision", 8)
                .put("quoteAssetPrecision", 8).put("isSpotTradingAllowed", true).put("isMarginTradingAllowed", false);
        symbol.putArray("orderTypes").add("LIMIT").add("MARKET");
        ArrayNode filters = symbol.putArray("filters");
        filters.addObject().put("filterType", "PRICE_FILTER").put("minPrice", SMALLEST)
                .put("maxPrice", "1000000.00000000").put("tickSize", SMALLEST);
        filters.addObject().put("filterType", "LOT_SIZE").put("minQty", "0.00001000")
                .put("maxQty", "9000000000.00000000").put("stepSize", "0.00001000");
        filters.addObject().put("filterType", "NOTIONAL").put("minNotional", "5.00000000");
        symbol.putArray("permissions").add("SPOT");
        symbol.putArray("permissionSets").addArray().add("SPOT");
        return symbol;
    }

    static String klines(List<SourceRow> rows) {
        StringBuilder body = new StringBuilder(rows.size() * 190 + 2).append('[');
        for (SourceRow row : rows) {
            body.append(body.length() > 1 ? "," : "");
            appendRow(body, row);
        }
        return body.append(']').toString();
    }

    /// Numbers of the source are copied as text; columns that the source lacks are invented.
    private static void appendRow(StringBuilder body, SourceRow row) {
        double volume = RowCheck.parse(row.volume());
        double quoteVolume = row.quoteVolume();
        body.append('[').append(row.openTime()).append(",\"").append(row.open()).append("\",\"").append(row.high())
                .append("\",\"").append(row.low()).append("\",\"").append(row.close()).append("\",\"")
                .append(row.volume()).append("\",").append(row.openTime() + HOUR - 1).append(",\"")
                .append(amount(quoteVolume)).append("\",").append(volume > 0 ? 1 + (int) Math.min(volume, 90_000) : 0)
                .append(",\"").append(amount(volume / 2)).append("\",\"").append(amount(quoteVolume / 2))
                .append("\",\"0\"]");
    }

    private static String amount(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_UP).toPlainString()
                : "0.00000000";
    }
}
