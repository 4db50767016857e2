package io.cryptodata.simulator.venue.okx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.RowCheck;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// OKX's response bodies: an envelope with `code`, and all values as text, empty if missing.
final class OkxBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /// amount of the base in one linear contract; 1 by default
    private static final Map<String, String> CONTRACT_SIZES = Map.of("BTC", "0.01", "ETH", "0.1", "DOGE", "1000");

    private OkxBodies() {}

    static String time(Instant now) {
        return ok(JSON.arrayNode().add(JSON.objectNode().put("ts", Long.toString(now.toEpochMilli()))));
    }

    static String error(String code, String message) {
        return envelope(code, message, JSON.arrayNode());
    }

    static String instruments(Map<String, ListedMarket> listed) {
        ArrayNode data = JSON.arrayNode();
        listed.forEach((symbol, market) -> data.add(instrument(symbol, market)));
        return ok(data);
    }

    private static ObjectNode instrument(String symbol, ListedMarket listed) {
        Instant listedAt = listed.listedAt();
        return pair(listed.market()).put("instId", symbol)
                .put("listTime", listedAt == null ? "" : Long.toString(listedAt.toEpochMilli()))
                .put("tickSz", "0.00000001").put("lotSz", "0.00000001").put("minSz", "0.00000001").put("lever", "10")
                .put("state", listed.tradable() ? "live" : "suspend").put("expTime", "").put("alias", "");
    }

    /// Contracts leave base and quote empty and name their underlying instead.
    private static ObjectNode pair(Market market) {
        if (market.isSpot()) {
            return JSON.objectNode().put("instType", "SPOT").put("baseCcy", market.base())
                    .put("quoteCcy", market.quote()).put("settleCcy", "").put("ctType", "").put("ctVal", "")
                    .put("ctMult", "").put("ctValCcy", "").put("uly", "").put("instFamily", "");
        }
        String underlying = market.base() + "-" + market.quote();
        boolean linear = isLinear(market);
        return JSON.objectNode().put("instType", "SWAP").put("baseCcy", "").put("quoteCcy", "")
                .put("settleCcy", market.settle()).put("ctType", linear ? "linear" : "inverse")
                .put("ctVal", contractValue(market).toPlainString()).put("ctMult", "1")
                .put("ctValCcy", linear ? market.base() : market.quote()).put("uly", underlying)
                .put("instFamily", underlying);
    }

    private static boolean isLinear(Market market) {
        return market.quote().equals(market.settle());
    }

    /// In the base for a linear contract, in the quote for an inverse one.
    private static BigDecimal contractValue(Market market) {
        return isLinear(market)
                ? new BigDecimal(CONTRACT_SIZES.getOrDefault(market.base(), "1"))
                : new BigDecimal(market.base().equals("BTC") ? "100" : "10");
    }

    /// @param rows oldest first; the body has them newest first
    /// @param length of a row
    static String candles(Market market, List<SourceRow> rows, Duration length, Instant now) {
        ArrayNode data = JSON.arrayNode();
        for (SourceRow row : rows.reversed()) {
            boolean finished = row.openTime() + length.toMillis() <= now.toEpochMilli();
            ArrayNode columns = data.addArray().add(Long.toString(row.openTime())).add(row.open()).add(row.high())
                    .add(row.low()).add(row.close());
            addVolumes(columns, market, row);
            columns.add(finished ? "1" : "0");
        }
        return ok(data);
    }

    /// Three volumes: base, quote and quote for a spot market; contracts, base and quote for a contract.
    private static void addVolumes(ArrayNode columns, Market market, SourceRow row) {
        String quoteVolume = amount(row.quoteVolume());
        if (market.isSpot()) {
            columns.add(row.volume()).add(quoteVolume).add(quoteVolume);
        } else if (Double.isFinite(RowCheck.parse(row.volume()))) {
            columns.add(contracts(market, new BigDecimal(row.volume()), new BigDecimal(quoteVolume)).toPlainString())
                    .add(row.volume())
                    .add(quoteVolume);
        } else {
            columns.add(row.volume()).add(row.volume()).add(quoteVolume);
        }
    }

    /// The number of contracts with these volumes in base and quote.
    static BigDecimal contracts(Market market, BigDecimal volume, BigDecimal quoteVolume) {
        return (isLinear(market) ? volume : quoteVolume).divide(contractValue(market), MathContext.DECIMAL64);
    }

    private static String amount(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
                : "0";
    }

    static String ok(ArrayNode data) {
        return envelope("0", "", data);
    }

    private static String envelope(String code, String message, ArrayNode data) {
        ObjectNode body = JSON.objectNode().put("code", code).put("msg", message);
        body.set("data", data);
        return body.toString();
    }
}
