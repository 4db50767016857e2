package io.cryptodata.allinone.cli.gaps;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cryptodata.allinone.cli.sql.CsvWriter;
import io.cryptodata.allinone.cli.sql.TextTableWriter;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The report as people and programs read it.
final class GapsText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int RANGES_SHOWN = 3;
    private static final String CSV_HEADER = "exchange,asset,state,expected_from,up_to,expected,present,confirmed_empty,"
            + "missing,quarantined";

    private GapsText() {}

    /// A line per venue, and then a line per market that lacks something.
    ///
    /// @param all whether complete markets have a line too
    static void forPeople(List<Completeness> markets, boolean all, PrintWriter out) {
        TextTableWriter venues = TextTableWriter.plain(out, "venue", "markets#", "expected h#", "present h#",
                "confirmed empty h#", "missing h#", "quarantined#", "complete#");
        byVenue(markets).forEach((exchange, of) -> venues.row(row(exchange, Totals.of(of))));
        if (byVenue(markets).size() > 1) {
            venues.row(row("all", Totals.of(markets)));
        }
        venues.flush();
        List<Completeness> shown = markets.stream().filter(market -> all || market.missing() > 0).toList();
        if (!shown.isEmpty()) {
            out.println();
            TextTableWriter lines = TextTableWriter.plain(out, "market", "state", "expected h#", "present h#",
                    "confirmed empty h#", "missing h#", "quarantined#", "missing since");
            shown.forEach(market -> lines.row(row(market)));
            lines.flush();
        }
    }

    private static List<@Nullable String> row(String name, Totals totals) {
        return Arrays.asList(name, text(totals.markets()), text(totals.expected()), text(totals.present()),
                text(totals.confirmedEmpty()), text(totals.missing()), text(totals.quarantined()), totals.complete());
    }

    private static List<@Nullable String> row(Completeness market) {
        return Arrays.asList(market.key(), market.state().toLowerCase(Locale.ROOT), text(market.expected()),
                text(market.present()), text(market.confirmedEmpty()), text(market.missing()),
                text(market.quarantined()), ranges(market));
    }

    private static String ranges(Completeness market) {
        List<Gap> missing = market.gaps().stream().filter(gap -> gap.kind() != Gap.Kind.CONFIRMED_EMPTY).toList();
        String shown = missing.stream().limit(RANGES_SHOWN).map(gap -> gap.from() + " (" + gap.hours() + " h"
                + (gap.kind() == Gap.Kind.BEHIND ? ", not asked yet" : "") + ")").collect(Collectors.joining(", "));
        return missing.size() <= RANGES_SHOWN ? shown : shown + " and " + (missing.size() - RANGES_SHOWN) + " more";
    }

    /// A line per market; times are ISO-8601, UTC; empty where nothing is known.
    static void csv(List<Completeness> markets, PrintWriter out) {
        out.println(CSV_HEADER);
        markets.forEach(market -> out.println(String.join(",",
                List.of(market.exchange(), CsvWriter.field(market.asset()),
                        market.state(), orEmpty(market.expectedFrom()), orEmpty(market.upTo()), text(market.expected()),
                        text(market.present()), text(market.confirmedEmpty()), text(market.missing()),
                        text(market.quarantined())))));
    }

    /// A line per gap.
    static void csvOfRanges(List<Completeness> markets, PrintWriter out) {
        out.println("exchange,asset,kind,from,to,hours");
        markets.forEach(market -> market.gaps().forEach(gap -> out.println(String.join(",",
                List.of(market.exchange(), CsvWriter.field(market.asset()), gap.kind().name(), gap.from().toString(),
                        gap.to().toString(), text(gap.hours()))))));
    }

    /// One object: the venues' sums and the markets with their gaps.
    static String json(List<Completeness> markets) {
        ObjectNode report = JSON.objectNode();
        ArrayNode venues = report.putArray("venues");
        byVenue(markets).forEach((exchange, of) -> {
            Totals totals = Totals.of(of);
            venues.addObject().put("exchange", exchange).put("markets", totals.markets())
                    .put("expected", totals.expected()).put("present", totals.present())
                    .put("confirmed_empty", totals.confirmedEmpty()).put("missing", totals.missing())
                    .put("quarantined", totals.quarantined());
        });
        ArrayNode all = report.putArray("markets");
        markets.forEach(market -> {
            ObjectNode one = all.addObject().put("exchange", market.exchange()).put("asset", market.asset())
                    .put("state", market.state()).put("expected_from", orNull(market.expectedFrom()))
                    .put("up_to", orNull(market.upTo())).put("expected", market.expected())
                    .put("present", market.present()).put("confirmed_empty", market.confirmedEmpty())
                    .put("missing", market.missing()).put("quarantined", market.quarantined());
            ArrayNode gaps = one.putArray("gaps");
            market.gaps().forEach(gap -> gaps.addObject().put("kind", gap.kind().name())
                    .put("from", gap.from().toString()).put("to", gap.to().toString()).put("hours", gap.hours()));
        });
        return report.toString();
    }

    private static Map<String, List<Completeness>> byVenue(List<Completeness> markets) {
        Map<String, List<Completeness>> venues = new TreeMap<>();
        markets.forEach(market -> venues.computeIfAbsent(market.exchange(), _ -> new ArrayList<>()).add(market));
        return venues;
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static @Nullable String orNull(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
