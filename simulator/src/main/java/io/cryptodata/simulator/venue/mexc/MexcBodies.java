package io.cryptodata.simulator.venue.mexc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The response bodies of MEXC's spot API: rows of eight columns, prices as text, errors with a code.
///
/// [Market data](https://mexcdevelop.github.io/apidocs/spot_v3_en/)
final class MexcBodies {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MexcBodies() {}

    static String error(int code, String message) {
        return JSON.objectNode().put("msg", message).put("code", code).putNull("_extend").toString();
    }

    static String time(Instant now) {
        return JSON.objectNode().put("serverTime", now.toEpochMilli()).toString();
    }

    static String exchangeInfo(Map<String, ListedMarket> listed, Instant now) {
        ObjectNode body = JSON.objectNode().put("timezone", "CST").put("serverTime", now.toEpochMilli());
        body.putArray("rateLimits");
        body.putArray("exchangeFilters");
        ArrayNode symbols = body.putArray("symbols");
        listed.forEach((symbol, market) -> symbols.add(symbol(symbol, market)));
        return body.toString();
    }

    private static ObjectNode symbol(String name, ListedMarket listed) {
        Market market = listed.market();
        ObjectNode symbol = JSON.objectNode().put("symbol", name).put("status", listed.tradable() ? "1" : "2")
                .put("baseAsset", MexcNames.code(market.base())).put("baseAssetPrecision", 6)
                .put("quoteAsset", MexcNames.code(market.quote())).put("quotePrecision", 8)
                .put("quoteAssetPrecision", 8).put("baseCommissionPrecision", 6).put("quoteCommissionPrecision", 2)
                .put("isSpotTradingAllowed", listed.tradable()).put("isMarginTradingAllowed", false)
                .put("quoteAmountPrecision", "1").put("baseSizePrecision", "0").put("maxQuoteAmount", "2000000")
                .put("makerCommission", "0").put("takerCommission", "0.0005").put("fullName", market.base())
                .put("tradeSideType", 1);
        symbol.putArray("orderTypes").add("LIMIT").add("MARKET").add("LIMIT_MAKER");
        symbol.putArray("permissions").add("SPOT");
        symbol.putArray("filters");
        Instant listedAt = listed.listedAt();
        return listedAt == null ? symbol : symbol.put("firstOpenTime", listedAt.toEpochMilli());
    }

    /// @param length of a row in milliseconds; its close time is the open time of the next row
    static String klines(List<SourceRow> rows, long length) {
        StringBuilder body = new StringBuilder(rows.size() * 110 + 2).append('[');
        String separator = "";
        for (SourceRow row : rows) {
            body.append(separator).append('[').append(row.openTime()).append(",\"").append(row.open()).append("\",\"")
                    .append(row.high()).append("\",\"").append(row.low()).append("\",\"").append(row.close())
                    .append("\",\"").append(row.volume()).append("\",").append(row.openTime() + length).append(",\"")
                    .append(turnover(row)).append("\"]");
            separator = ",";
        }
        return body.append(']').toString();
    }

    /// The approximate volume in the quote currency.
    static String turnover(SourceRow row) {
        double value = row.quoteVolume();
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP).toPlainString()
                : "0";
    }
}
