package io.cryptodata.simulator.venue.okx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.RowRules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Answers in OKX's words: an envelope with `code`, and everything as text, what is missing too.
final class OkxBodies {
    static final Duration HOURS = Duration.ofHours(1);
    static final Duration MONTHS = Duration.ofDays(31);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /// how much of the base one linear contract is; one unit where nothing stands here
    private static final Map<String, String> CONTRACT_SIZES = Map.of("BTC", "0.01", "ETH", "0.1", "DOGE", "1000");

    private OkxBodies() {}

    static String time(Instant now) {
        return ok(JSON.arrayNode().add(JSON.objectNode().put("ts", Long.toString(now.toEpochMilli()))));
    }

    static String error(String code, String message) {
        return envelope(code, message, JSON.arrayNode());
    }

    static String instruments(List<ListedMarket> listed, OkxDialect dialect) {
        ArrayNode data = JSON.arrayNode();
        for (ListedMarket one : listed) {
            Instant listedAt = one.listedAt();
            data.add(pair(one.market()).put("instId", dialect.symbolOf(one))
                    .put("listTime", listedAt == null ? "" : Long.toString(listedAt.toEpochMilli()))
                    .put("state", one.tradable() ? "live" : "suspend").put("expTime", "").put("alias", ""));
        }
        return ok(data);
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

    /// In the base of a linear contract, in the quote of an inverse one.
    private static BigDecimal contractValue(Market market) {
        return isLinear(market)
                ? new BigDecimal(CONTRACT_SIZES.getOrDefault(market.base(), "1"))
                : new BigDecimal(market.base().equals("BTC") ? "100" : "10");
    }

    /// @param rows oldest first; they are said newest first
    /// @param length how long after it opened a row is finished
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

    /// Three volumes: a spot market's in base, quote and quote; a contract's in contracts, base and quote.
    private static void addVolumes(ArrayNode columns, Market market, SourceRow row) {
        double volume = RowRules.number(row.volume());
        String worth = amount(volume * (RowRules.number(row.open()) + RowRules.number(row.close())) / 2);
        if (market.isSpot()) {
            columns.add(row.volume()).add(worth).add(worth);
        } else if (Double.isFinite(volume)) {
            BigDecimal units = new BigDecimal(isLinear(market) ? row.volume() : worth);
            columns.add(units.divide(contractValue(market), MathContext.DECIMAL64).toPlainString()).add(row.volume())
                    .add(worth);
        } else {
            columns.add(row.volume()).add(row.volume()).add(worth);
        }
    }

    private static String amount(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
                : "0";
    }

    private static String ok(ArrayNode data) {
        return envelope("0", "", data);
    }

    private static String envelope(String code, String message, ArrayNode data) {
        ObjectNode body = JSON.objectNode().put("code", code).put("msg", message);
        body.set("data", data);
        return body.toString();
    }
}
