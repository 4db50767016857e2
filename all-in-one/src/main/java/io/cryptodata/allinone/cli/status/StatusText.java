package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.allinone.cli.sql.TableWriter;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A status for people (two tables) or for programs (one JSON object).
final class StatusText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StatusText() {}

    static void forPeople(Status status, PrintWriter out) {
        TableWriter parts = TableWriter.plain(out, "part", "state", "detail");
        status.parts().forEach(part -> parts.row(List.of(part.part(), condition(part), part.detail())));
        parts.flush();
        if (!status.markets().isEmpty()) {
            out.println();
            TableWriter markets = TableWriter.plain(out, "market", "last closed candle", "lag h#", "missing h#",
                    "quarantined#", "state");
            status.markets().forEach(market -> markets.row(row(status, market)));
            markets.flush();
        }
    }

    private static List<@Nullable String> row(Status status, MarketState market) {
        return Arrays.asList(market.exchange() + ":" + market.asset(), text(market.lastCandle()),
                text(status.lagHours(market)), text(market.missingHours()), text(market.quarantined()),
                market.state().toLowerCase(Locale.ROOT));
    }

    static String forPrograms(Status status) {
        ObjectNode all = JSON.objectNode();
        ArrayNode parts = all.putArray("parts");
        status.parts().forEach(part -> parts.addObject().put("part", part.part()).put("state", condition(part))
                .put("detail", part.detail()));
        ArrayNode markets = all.putArray("markets");
        status.markets().forEach(market -> markets.addObject().put("exchange", market.exchange())
                .put("asset", market.asset()).put("last_closed_candle", text(market.lastCandle()))
                .put("lag_hours", status.lagHours(market)).put("missing_hours", market.missingHours())
                .put("quarantined", market.quarantined()).put("state", market.state()));
        return all.toString();
    }

    private static String condition(PartState part) {
        return part.condition().name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
