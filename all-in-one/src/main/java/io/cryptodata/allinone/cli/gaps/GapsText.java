package io.cryptodata.allinone.cli.gaps;

import io.cryptodata.allinone.cli.output.Table;
import io.cryptodata.api.completeness.CompletenessReport;
import io.cryptodata.api.completeness.Gap;
import io.cryptodata.api.completeness.MarketCompleteness;
import io.cryptodata.api.completeness.PendingReplay;
import io.cryptodata.api.completeness.VenueCompleteness;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A completeness report as tables or CSV.
final class GapsText {
    private static final int RANGES_SHOWN = 3;

    private static final Table<VenueCompleteness> VENUES = new Table<VenueCompleteness>()
            .text("venue", VenueCompleteness::exchange).number("markets", VenueCompleteness::markets)
            .number("ex\u00ADpected h", VenueCompleteness::expected).number("present h", VenueCompleteness::present)
            .number("con\u00ADfirmed empty h", VenueCompleteness::confirmedEmpty)
            .number("not avail\u00ADable h", VenueCompleteness::notAvailable)
            .number("missing h", VenueCompleteness::missing).number("bad rows h", VenueCompleteness::badRows)
            .number("quaran\u00ADtined", VenueCompleteness::quarantined)
            .number("complete", venue -> String.format(Locale.ROOT, "%.2f %%", venue.percentPresent()));

    private static final Table<MarketCompleteness> MARKETS = new Table<MarketCompleteness>()
            .text("market", MarketCompleteness::key)
            .text("state", market -> market.state().toLowerCase(Locale.ROOT))
            .number("ex\u00ADpected h", MarketCompleteness::expected).number("present h", MarketCompleteness::present)
            .number("con\u00ADfirmed empty h", MarketCompleteness::confirmedEmpty)
            .number("not avail\u00ADable h", MarketCompleteness::notAvailable)
            .number("missing h", MarketCompleteness::missing).number("bad rows h", MarketCompleteness::badRows)
            .number("quaran\u00ADtined", MarketCompleteness::quarantined)
            .text("missing since", GapsText::ranges);

    private static final Table<MarketCompleteness> MARKETS_CSV = new Table<MarketCompleteness>()
            .text("exchange", MarketCompleteness::exchange).text("asset", MarketCompleteness::asset)
            .text("state", MarketCompleteness::state).text("expected_from", MarketCompleteness::expectedFrom)
            .text("up_to", MarketCompleteness::upTo).number("expected", MarketCompleteness::expected)
            .number("present", MarketCompleteness::present)
            .number("confirmed_empty", MarketCompleteness::confirmedEmpty)
            .number("missing", MarketCompleteness::missing).number("quarantined", MarketCompleteness::quarantined)
            .number("bad_rows", MarketCompleteness::badRows)
            .text("replay_from", market -> replayOf(market, PendingReplay::from))
            .text("replay_candles", market -> replayOf(market, PendingReplay::candles))
            .text("replay_command", market -> replayOf(market, PendingReplay::command))
            .number("not_available", MarketCompleteness::notAvailable);

    private static final Table<MarketGap> GAPS_CSV = new Table<MarketGap>()
            .text("exchange", row -> row.market().exchange()).text("asset", row -> row.market().asset())
            .text("kind", row -> row.gap().kind()).text("from", row -> row.gap().from())
            .text("to", row -> row.gap().to()).number("hours", row -> row.gap().hours())
            .text("cause", row -> row.gap().cause());

    private GapsText() {}

    private record MarketGap(MarketCompleteness market, Gap gap) {}

    /// A line per venue, then a line per market with missing hours, then a line per market that needs a replay.
    ///
    /// @param all whether complete markets have a line too
    static void tables(CompletenessReport report, boolean all, PrintWriter out) {
        List<VenueCompleteness> venues = new ArrayList<>(report.venues());
        if (venues.size() > 1) {
            venues.add(report.total());
        }
        VENUES.print(venues, out);
        List<MarketCompleteness> shown = report.markets().stream().filter(market -> all || market.missing() > 0)
                .toList();
        if (!shown.isEmpty()) {
            out.println();
            MARKETS.print(shown, out);
        }
        shown.stream().filter(market -> market.problem() != null)
                .forEach(market -> out.println(market.key() + ": " + market.problem()));
        report.markets().forEach(market -> printReplay(market, out));
    }

    private static void printReplay(MarketCompleteness market, PrintWriter out) {
        PendingReplay replay = market.replay();
        if (replay != null) {
            out.println(market.key() + ": " + replay.text());
        }
    }

    private static @Nullable Object replayOf(MarketCompleteness market, Function<PendingReplay, Object> part) {
        PendingReplay replay = market.replay();
        return replay == null ? null : part.apply(replay);
    }

    private static String ranges(MarketCompleteness market) {
        List<Gap> missing = market.gaps().stream().filter(Gap::isMissing).toList();
        String shown = missing.stream().limit(RANGES_SHOWN).map(gap -> gap.from() + " (" + gap.hours() + " h, "
                + gap.cause().replace('_', ' ') + ")").collect(Collectors.joining(", "));
        return missing.size() <= RANGES_SHOWN ? shown : shown + " and " + (missing.size() - RANGES_SHOWN) + " more";
    }

    /// A line per market; times are ISO-8601, UTC; empty where no hour is expected yet.
    static void csv(CompletenessReport report, PrintWriter out) {
        MARKETS_CSV.printCsv(report.markets(), out);
    }

    /// A line per gap.
    static void csvOfRanges(CompletenessReport report, PrintWriter out) {
        GAPS_CSV.printCsv(report.markets().stream()
                .flatMap(market -> market.gaps().stream().map(gap -> new MarketGap(market, gap))).toList(), out);
    }
}
