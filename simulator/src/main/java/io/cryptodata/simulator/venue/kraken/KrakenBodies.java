package io.cryptodata.simulator.venue.kraken;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SequencedSet;

/// Kraken's response bodies: `result` beside an empty list of errors.
final class KrakenBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private KrakenBodies() {}

    /// In whole seconds.
    static String time(Instant now) {
        ObjectNode body = success();
        body.putObject("result").put("unixtime", now.getEpochSecond()).put("rfc1123",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        return body.toString();
    }

    static String error(String text) {
        ObjectNode body = JSON.objectNode();
        body.putArray("error").add(text);
        return body.toString();
    }

    static String pairs(Map<String, ListedMarket> listed) {
        ObjectNode body = success();
        ObjectNode pairs = body.putObject("result");
        listed.forEach((name, market) -> pairs.set(name, pair(market)));
        return body.toString();
    }

    /// The oldest coins and fiat currencies have a prefix in their name.
    static String assets(SequencedSet<String> currencies) {
        ObjectNode body = success();
        ObjectNode assets = body.putObject("result");
        currencies.forEach(currency -> assets.putObject(KrakenNames.assetOf(currency)).put("aclass", "currency")
                .put("altname", KrakenNames.plain(currency)).put("decimals", 10).put("display_decimals", 5)
                .put("status", "enabled"));
        return body.toString();
    }

    static ObjectNode success() {
        ObjectNode body = JSON.objectNode();
        body.putArray("error");
        return body;
    }

    private static ObjectNode pair(ListedMarket listed) {
        Market market = listed.market();
        ObjectNode pair = JSON.objectNode().put("altname", KrakenNames.alternativeName(market))
                .put("wsname", KrakenNames.plain(market.base()) + "/" + KrakenNames.plain(market.quote()))
                .put("aclass_base", "currency").put("base", KrakenNames.assetOf(market.base()))
                .put("aclass_quote", "currency").put("quote", KrakenNames.assetOf(market.quote())).put("lot", "unit")
                .put("cost_decimals", 5).put("pair_decimals", 8).put("lot_decimals", 8).put("lot_multiplier", 1);
        pair.putArray("leverage_buy");
        pair.putArray("leverage_sell");
        pair.putArray("fees").addArray().add(0).add(0.4);
        pair.putArray("fees_maker").addArray().add(0).add(0.25);
        return pair.put("fee_volume_currency", "ZUSD").put("margin_call", 80).put("margin_stop", 40)
                .put("ordermin", "0.0001").put("costmin", "0.5").put("tick_size", "0.00000001")
                .put("status", listed.tradable() ? "online" : "cancel_only");
    }
}
