package io.cryptodata.allinone.cli.status;

import io.cryptodata.allinone.cli.output.Table;
import io.cryptodata.api.status.MarketProgress;
import io.cryptodata.api.status.PartStatus;
import io.cryptodata.api.status.SystemStatus;
import io.cryptodata.api.status.TaskStatus;
import io.cryptodata.api.status.VenueProgress;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// A status as tables: parts, tasks, overrides, venues and their problems, incomplete markets.
final class StatusText {
    private static final int MARKETS_SHOWN = 20;
    private static final int LONGEST_DETAIL = 120;

    private static final Table<PartStatus> PARTS = new Table<PartStatus>().text("part", PartStatus::part)
            .text("state", part -> part.state().label()).text("detail", PartStatus::detail);

    private static final Table<String> OVERRIDES = new Table<String>().text("overrides without effect", row -> row);

    private static final Table<VenueProgress> VENUES = new Table<VenueProgress>()
            .text("venue", VenueProgress::exchange)
            .text("clock", venue -> venue.clock() == null ? null : venue.clock().truncatedTo(ChronoUnit.SECONDS))
            .text("skew", venue -> venue.clockSkewMs() == null ? null : skew(Duration.ofMillis(venue.clockSkewMs())))
            .number("markets", VenueProgress::markets).number("live", VenueProgress::live)
            .number("behind", VenueProgress::behind).number("missing h", VenueProgress::missingHours)
            .number("not avail\u00ADable h", VenueProgress::notAvailableHours)
            .number("quaran\u00ADtined", VenueProgress::quarantined);

    private static final Table<String> PROBLEMS = new Table<String>().text("problems of venues", problem -> problem);

    private static final Table<MarketProgress> MARKETS = new Table<MarketProgress>()
            .text("market", MarketProgress::key).text("last closed candle", MarketProgress::lastClosedCandle)
            .number("lag h", MarketProgress::lagHours).number("missing h", MarketProgress::missingHours)
            .number("quaran\u00ADtined", MarketProgress::quarantined)
            .text("state", market -> market.state().toLowerCase(Locale.ROOT));

    private StatusText() {}

    /// @param all whether complete markets are shown, too
    static void tables(SystemStatus status, boolean all, Instant now, PrintWriter out) {
        PARTS.print(status.parts(), out);
        if (!status.tasks().isEmpty()) {
            out.println();
            tasks(now).print(status.tasks(), out);
        }
        if (!status.overrides().isEmpty()) {
            out.println();
            OVERRIDES.print(status.overrides(), out);
        }
        if (!status.venues().isEmpty()) {
            out.println();
            VENUES.print(status.venues(), out);
            problems(status.venues(), out);
            markets(status, all, out);
        }
    }

    private static void problems(List<VenueProgress> venues, PrintWriter out) {
        List<String> problems = venues.stream().flatMap(
                venue -> venue.problems().stream().map(problem -> venue.exchange() + ": " + problem)).toList();
        if (!problems.isEmpty()) {
            out.println();
            PROBLEMS.print(problems, out);
        }
    }

    private static Table<TaskStatus> tasks(Instant now) {
        return new Table<TaskStatus>().text("task", TaskStatus::task)
                .text("last run", task -> age(task.finishedAt(), now))
                .text("outcome", task -> task.outcome().toLowerCase(Locale.ROOT))
                .text("detail", task -> shortened(task.detail()));
    }

    private static void markets(SystemStatus status, boolean all, PrintWriter out) {
        List<MarketProgress> shown = status.markets().stream().filter(market -> all || market.isIncomplete())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        out.println();
        MARKETS.print(shown.stream().limit(all ? Long.MAX_VALUE : MARKETS_SHOWN).toList(), out);
        if (!all && shown.size() > MARKETS_SHOWN) {
            out.println("and " + (shown.size() - MARKETS_SHOWN) + " more: --all shows every market");
        }
    }

    /// For example `5 min ago`.
    static String age(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        if (age.toSeconds() < 120) {
            return Math.max(0, age.toSeconds()) + " s ago";
        }
        if (age.toMinutes() < 120) {
            return age.toMinutes() + " min ago";
        }
        return age.toHours() < 48 ? age.toHours() + " h ago" : age.toDays() + " d ago";
    }

    /// For example `+2.5 s`; nothing if the clocks agree within a second.
    static String skew(Duration skew) {
        Duration length = skew.abs();
        if (length.toMillis() < 1000) {
            return "";
        }
        String sign = skew.isNegative() ? "-" : "+";
        if (length.toSeconds() < 120) {
            return sign + length.toMillis() / 100 / 10.0 + " s";
        }
        if (length.toMinutes() < 120) {
            return sign + length.toMinutes() + " min";
        }
        return sign + (length.toHours() < 48 ? length.toHours() + " h" : length.toDays() + " d");
    }

    private static String shortened(@Nullable String detail) {
        String line = detail == null ? "" : detail;
        return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "…" : line;
    }
}
