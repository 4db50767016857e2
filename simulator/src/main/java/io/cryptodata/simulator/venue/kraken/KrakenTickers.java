package io.cryptodata.simulator.venue.kraken;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.simulator.venue.Ticker;

import java.util.Map;

/// The body of Kraken's tickers: where a list has two values, they are of today and of the last 24 hours; here both are of the
/// last 24 hours.
///
/// [Ticker](https://docs.kraken.com/api/docs/rest-api/get-ticker-information)
final class KrakenTickers {
    private KrakenTickers() {}

    static String body(Map<String, Ticker> tickers) {
        ObjectNode body = KrakenBodies.success();
        ObjectNode result = body.putObject("result");
        tickers.forEach((name, ticker) -> result.set(name, row(ticker)));
        return body.toString();
    }

    private static ObjectNode row(Ticker ticker) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.set("a", list(ticker.ask().toPlainString(), "1", "1.000"));
        row.set("b", list(ticker.bid().toPlainString(), "1", "1.000"));
        row.set("c", list(ticker.last().toPlainString(), "1"));
        row.set("v", twice(ticker.volume().toPlainString()));
        row.set("p", twice(ticker.average().toPlainString()));
        row.putArray("t").add(1000).add(1000);
        row.set("l", twice(ticker.low().toPlainString()));
        row.set("h", twice(ticker.high().toPlainString()));
        return row.put("o", ticker.open().toPlainString());
    }

    private static ArrayNode twice(String value) {
        return list(value, value);
    }

    private static ArrayNode list(String... values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String value : values) {
            list.add(value);
        }
        return list;
    }
}
