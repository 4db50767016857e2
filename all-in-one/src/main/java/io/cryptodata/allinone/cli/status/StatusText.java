package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.allinone.cli.sql.TextTableWriter;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A status for people (a table of parts, of tasks, of venues, and of markets that lack something) or for programs (one
/// JSON object with everything).
final class StatusText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MARKETS_SHOWN = 20;
    private static final int LONGEST_DETAIL = 120;

    private StatusText() {}

    /// @param all whether markets that lack nothing are shown, too
    static void forPeople(Status status, boolean all, PrintWriter out) {
        TextTableWriter parts = TextTableWriter.plain(out, "part", "state", "detail");
        status.parts().forEach(part -> parts.row(List.of(part.part(), condition(part), part.detail())));
        parts.flush();
        if (!status.tasks().isEmpty()) {
            out.println();
            TextTableWriter tasks = TextTableWriter.plain(out, "task", "last run", "outcome", "detail");
            status.tasks().forEach(task -> tasks.row(List.of(task.task(), task.ago(status.asked()),
                    task.outcome().toLowerCase(Locale.ROOT), shortened(task.detail()))));
            tasks.flush();
        }
        if (!status.markets().isEmpty()) {
            out.println();
            TextTableWriter venues = TextTableWriter.plain(out, "venue", "clock", "markets#", "live#", "behind#",
                    "missing h#",
                    "quarantined#");
            VenueState.of(status).forEach(venue -> venues.row(row(venue)));
            venues.flush();
            markets(status, all, out);
        }
    }

    private static void markets(Status status, boolean all, PrintWriter out) {
        List<MarketState> lacking = status.markets().stream().filter(market -> all || status.isInTrouble(market))
                .toList();
        if (lacking.isEmpty()) {
            return;
        }
        out.println();
        TextTableWriter markets = TextTableWriter.plain(out, "market", "last closed candle", "lag h#", "missing h#",
                "quarantined#", "state");
        lacking.stream().limit(all ? Long.MAX_VALUE : MARKETS_SHOWN)
                .forEach(market -> markets.row(row(status, market)));
        markets.flush();
        if (!all && lacking.size() > MARKETS_SHOWN) {
            out.println("and " + (lacking.size() - MARKETS_SHOWN) + " more: --all shows every market");
        }
    }

    private static List<@Nullable String> row(VenueState venue) {
        return Arrays.asList(venue.exchange(),
                text(venue.clock() == null ? null : venue.clock().truncatedTo(ChronoUnit.SECONDS)),
                text(venue.markets()), text(venue.live()), text(venue.behind()), text(venue.missingHours()),
                text(venue.quarantined()));
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
        ArrayNode tasks = all.putArray("tasks");
        status.tasks().forEach(task -> tasks.addObject().put("task", task.task())
                .put("finished_at", text(task.finished())).put("outcome", task.outcome())
                .put("detail", task.detail()).set("counts", task.counts()));
        ArrayNode venues = all.putArray("venues");
        VenueState.of(status).forEach(venue -> venues.addObject().put("exchange", venue.exchange())
                .put("clock", text(venue.clock())).put("markets", venue.markets()).put("live", venue.live())
                .put("behind", venue.behind()).put("missing_hours", venue.missingHours())
                .put("quarantined", venue.quarantined()));
        ArrayNode markets = all.putArray("markets");
        status.markets().forEach(market -> markets.addObject().put("exchange", market.exchange())
                .put("asset", market.asset()).put("last_closed_candle", text(market.lastCandle()))
                .put("lag_hours", status.lagHours(market)).put("missing_hours", market.missingHours())
                .put("quarantined", market.quarantined()).put("state", market.state()));
        return all.toString();
    }

    private static String shortened(@Nullable String detail) {
        String line = detail == null ? "" : detail;
        return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "…" : line;
    }

    private static String condition(PartState part) {
        return part.condition().name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
