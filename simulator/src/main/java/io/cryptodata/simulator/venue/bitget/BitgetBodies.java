package io.cryptodata.simulator.venue.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Bitget's response bodies: an envelope with a code, and numbers as text.
///
/// [Public endpoints](https://www.bitget.com/api-doc/common/intro)
final class BitgetBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BitgetBodies() {}

    static String error(int code, String message, Instant now) {
        return envelope(Integer.toString(code), message, now, JSON.nullNode());
    }

    private static String envelope(String code, String message, Instant now, JsonNode data) {
        return JSON.objectNode().put("code", code).put("msg", message).put("requestTime", now.toEpochMilli())
                .set("data", data).toString();
    }

    static String time(Instant now) {
        return envelope("00000", "success", now,
                JSON.objectNode().put("serverTime", Long.toString(now.toEpochMilli())));
    }

    static String success(JsonNode data, Instant now) {
        return envelope("00000", "success", now, data);
    }

    static String spotSymbols(Map<String, ListedMarket> listed, Instant now) {
        List<JsonNode> symbols = listed.entrySet().stream().map(each -> spot(each.getKey(), each.getValue())).toList();
        return envelope("00000", "success", now, JSON.arrayNode().addAll(symbols));
    }

    static String contracts(Map<String, ListedMarket> listed, Instant now) {
        List<JsonNode> symbols = listed.entrySet().stream().map(each -> contract(each.getKey(), each.getValue()))
                .toList();
        return envelope("00000", "success", now, JSON.arrayNode().addAll(symbols));
    }

    private static JsonNode spot(String symbol, ListedMarket listed) {
        return coins(symbol, listed.market()).put("minTradeAmount", "0").put("maxTradeAmount", "900000000000000000000")
                .put("takerFeeRate", "0.002").put("makerFeeRate", "0.002").put("pricePrecision", "8")
                .put("quantityPrecision", "6").put("quotePrecision", "8")
                .put("status", listed.tradable() ? "online" : "halt").put("minTradeUSDT", "1")
                .put("buyLimitPriceRatio", "0.05").put("sellLimitPriceRatio", "0.05").put("areaSymbol", "no")
                .put("openTime", millis(listed.listedAt())).put("offTime", "");
    }

    private static JsonNode contract(String symbol, ListedMarket listed) {
        ObjectNode contract = coins(symbol, listed.market()).put("buyLimitPriceRatio", "0.05")
                .put("sellLimitPriceRatio", "0.05").put("makerFeeRate", "0.0002").put("takerFeeRate", "0.0006")
                .put("minTradeNum", "0.001").put("priceEndStep", "1").put("volumePlace", "3").put("pricePlace", "8")
                .put("sizeMultiplier", "0.001").put("symbolType", "perpetual").put("minTradeUSDT", "5")
                .put("symbolStatus", listed.tradable() ? "normal" : "maintain").put("offTime", "-1")
                .put("limitOpenTime", "-1").put("deliveryTime", "").put("deliveryStartTime", "")
                .put("launchTime", millis(listed.listedAt())).put("fundInterval", "8").put("openTime", "");
        contract.putArray("supportMarginCoins").add(BitgetNames.code(String.valueOf(listed.market().settle())));
        return contract;
    }

    private static ObjectNode coins(String symbol, Market market) {
        return JSON.objectNode().put("symbol", symbol).put("baseCoin", BitgetNames.code(market.base()))
                .put("quoteCoin", BitgetNames.code(market.quote()));
    }

    /// Empty if Bitget does not publish it, as for its oldest contracts.
    private static String millis(@Nullable Instant time) {
        return time == null ? "" : Long.toString(time.toEpochMilli());
    }

    static String candles(List<SourceRow> rows, boolean spot, Instant now) {
        StringBuilder body = new StringBuilder(rows.size() * 120 + 80)
                .append("{\"code\":\"00000\",\"msg\":\"success\",\"requestTime\":").append(now.toEpochMilli())
                .append(",\"data\":[");
        String separator = "";
        for (SourceRow row : rows) {
            appendRow(body.append(separator), row, spot);
            separator = ",";
        }
        return body.append("]}").toString();
    }

    /// Numbers of the source are copied as text; a spot market has its turnover twice, in its quote and in USDT.
    private static void appendRow(StringBuilder body, SourceRow row, boolean spot) {
        body.append("[\"").append(row.openTime()).append("\",\"").append(row.open()).append("\",\"").append(row.high())
                .append("\",\"").append(row.low()).append("\",\"").append(row.close()).append("\",\"")
                .append(row.volume()).append("\",\"").append(turnover(row));
        if (spot) {
            body.append("\",\"").append(turnover(row));
        }
        body.append("\"]");
    }

    private static String turnover(SourceRow row) {
        double value = row.quoteVolume();
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP).toPlainString()
                : "0";
    }
}
