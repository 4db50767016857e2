package io.cryptodata.simulator.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.venue.JsonNumbers;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import static io.cryptodata.simulator.venue.mexc.MexcBodies.JSON;

/// The response bodies of MEXC's contract API: candles by columns with times in seconds, JSON numbers and volumes in
/// contracts; errors with `success: false` and status 200.
///
/// [Market data](https://mexcdevelop.github.io/apidocs/contract_v1_en/)
final class MexcContractBodies {
    private MexcContractBodies() {}

    static String error(int code, String message) {
        return JSON.objectNode().put("success", false).put("code", code).put("message", message).toString();
    }

    static String time(Instant now) {
        return success(JSON.numberNode(now.toEpochMilli()));
    }

    static String success(JsonNode data) {
        return JSON.objectNode().put("success", true).put("code", 0).set("data", data).toString();
    }

    static String details(Map<String, ListedMarket> listed) {
        ArrayNode contracts = JSON.arrayNode();
        listed.forEach((symbol, market) -> contracts.add(detail(symbol, market)));
        return success(contracts);
    }

    private static ObjectNode detail(String symbol, ListedMarket listed) {
        Market market = listed.market();
        Instant listedAt = listed.listedAt();
        return JSON.objectNode().put("symbol", symbol).put("displayName", symbol + "永续")
                .put("displayNameEn", symbol + " PERPETUAL").put("positionOpenType", 3)
                .put("baseCoin", MexcNames.code(market.base())).put("quoteCoin", MexcNames.code(market.quote()))
                .put("futureType", 1).put("settleCoin", MexcNames.code(String.valueOf(market.settle())))
                .put("contractSize", MexcNames.contractSize(market)).put("minLeverage", 1).put("maxLeverage", 200)
                .put("priceScale", 8).put("volScale", 0).put("amountScale", 4)
                .put("priceUnit", new BigDecimal("0.00000001")).put("volUnit", 1)
                .put("minVol", 1).put("maxVol", 1_500_000).put("takerFeeRate", 0.0004).put("makerFeeRate", 0.0001)
                .put("state", listed.tradable() ? 0 : 4).put("isNew", false).put("isHidden", false)
                .put("apiAllowed", true).put("createTime", listedAt == null ? 0 : listedAt.toEpochMilli())
                .put("openingTime", 0);
    }

    static String klines(List<SourceRow> rows, Market market) {
        StringBuilder body = new StringBuilder(rows.size() * 70 + 120)
                .append("{\"success\":true,\"code\":0,\"data\":{");
        column(body, "time", rows, row -> Long.toString(Math.floorDiv(row.openTime(), 1000)));
        column(body.append(','), "open", rows, SourceRow::open);
        column(body.append(','), "close", rows, SourceRow::close);
        column(body.append(','), "high", rows, SourceRow::high);
        column(body.append(','), "low", rows, SourceRow::low);
        column(body.append(','), "vol", rows, row -> contracts(row.volume(), market));
        column(body.append(','), "amount", rows, MexcBodies::turnover);
        return body.append("}}").toString();
    }

    private static void column(StringBuilder body, String name, List<SourceRow> rows,
            Function<SourceRow, String> value) {
        body.append('"').append(name).append("\":[");
        String separator = "";
        for (SourceRow row : rows) {
            String text = value.apply(row);
            body.append(separator).append(JsonNumbers.isNumber(text) ? text : JSON.textNode(text).toString());
            separator = ",";
        }
        body.append(']');
    }

    /// A text that is not a number is unchanged.
    private static String contracts(String volume, Market market) {
        return JsonNumbers.isNumber(volume)
                ? MexcNames.contracts(new BigDecimal(volume), market).toPlainString()
                : volume;
    }
}
