package io.cryptodata.simulator.venue.bybit;

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

/// Bybit's response bodies: an envelope with `retCode`, and numbers as text.
final class BybitBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BybitBodies() {}

    static String time(Instant now) {
        long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        return ok(JSON.objectNode().put("timeSecond", Long.toString(now.getEpochSecond())).put("timeNano",
                Long.toString(nanos)), now);
    }

    static String error(int code, String message, Instant now) {
        return envelope(code, message, JSON.objectNode(), now);
    }

    static String instruments(InstrumentsQuery.Page page, Instant now) {
        ObjectNode result = JSON.objectNode().put("category", page.category().parameter());
        ArrayNode list = result.putArray("list");
        page.listed().forEach((symbol, listed) -> list.add(instrument(symbol, listed, page.category())));
        if (page.category() != Category.SPOT) {
            result.put("nextPageCursor", page.cursor());
        }
        return ok(result, now);
    }

    private static ObjectNode instrument(String symbol, ListedMarket listed, Category category) {
        Market market = listed.market();
        ObjectNode instrument = JSON.objectNode().put("symbol", symbol);
        if (category != Category.SPOT) {
            Instant listedAt = listed.listedAt();
            instrument.put("contractType", category == Category.LINEAR ? "LinearPerpetual" : "InversePerpetual")
                    .put("launchTime", listedAt == null ? "0" : Long.toString(listedAt.toEpochMilli()))
                    .put("deliveryTime", "0").put("deliveryFeeRate", "").put("settleCoin", market.settle())
                    .put("unifiedMarginTrade", true).put("fundingInterval", 480);
            instrument.putObject("leverageFilter").put("minLeverage", "1").put("maxLeverage", "100.00")
                    .put("leverageStep", "0.01");
        }
        instrument.putObject("priceFilter").put("tickSize", "0.00000001");
        ObjectNode sizes = instrument.putObject("lotSizeFilter").put("minOrderQty", "0.00001")
                .put("maxOrderQty", "1000000000");
        if (category == Category.SPOT) {
            sizes.put("basePrecision", "0.00001").put("quotePrecision", "0.00000001").put("minOrderAmt", "1")
                    .put("maxOrderAmt", "4000000");
        } else {
            sizes.put("qtyStep", "0.00001").put("minNotionalValue", "5");
        }
        return instrument.put("status", statusOf(listed)).put("baseCoin", market.base())
                .put("quoteCoin", market.quote()).put("symbolType", "");
    }

    static String statusOf(ListedMarket listed) {
        return listed.tradable() ? "Trading" : "Closed";
    }

    /// @param rows oldest first; the body has them newest first
    static String klines(KlineQuery query, List<SourceRow> rows, Instant now) {
        ObjectNode result = JSON.objectNode().put("category", query.category().parameter()).put("symbol",
                query.symbol());
        ArrayNode list = result.putArray("list");
        rows.reversed().forEach(row -> list.add(kline(row, query.category())));
        return ok(result, now);
    }

    /// Volume and turnover; the volume of an inverse contract is in the quote and its turnover in the base.
    private static ArrayNode kline(SourceRow row, Category category) {
        String quoteVolume = amount(row.quoteVolume(), category == Category.INVERSE ? 0 : 8);
        ArrayNode columns = JSON.arrayNode().add(Long.toString(row.openTime())).add(row.open()).add(row.high())
                .add(row.low()).add(row.close());
        return category == Category.INVERSE
                ? columns.add(quoteVolume).add(row.volume())
                : columns.add(row.volume()).add(quoteVolume);
    }

    private static String amount(double value, int digits) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
                : "0";
    }

    static String ok(ObjectNode result, Instant now) {
        return envelope(0, "OK", result, now);
    }

    private static String envelope(int code, String message, ObjectNode result, Instant now) {
        ObjectNode body = JSON.objectNode().put("retCode", code).put("retMsg", message);
        body.set("result", result);
        body.putObject("retExtInfo");
        return body.put("time", now.toEpochMilli()).toString();
    }
}
