package io.cryptodata.domain.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Which hours a page of rows proves. Order and duplicates do not matter: of two rows with one open time the later one in
/// the page replaces the whole earlier one. Paging is driven by the served rows, never by how many a venue promises: a page
/// is evidence for the hours up to its last row with a valid time in the past, and only a page without any row proves that
/// nothing follows. It is never evidence for hours after the requested window, but a row from there is accepted like any
/// other.
///
/// @param candles the rules for one row
/// @param allowedLateness how long after its close an hour that the venue does not serve yet stays undecided, before its
///        absence counts as evidence
public record PageRules(CandleRules candles, Duration allowedLateness) {
    public PageRules {
        if (allowedLateness.compareTo(candles.settleDelay()) < 0) {
            throw new IllegalArgumentException("allowed lateness (" + allowedLateness
                    + ") must not be shorter than the settle delay (" + candles.settleDelay() + ")");
        }
    }

    /// Judges a page.
    ///
    /// @param window the requested hours: no row may be older
    /// @param venueTime the venue's clock when the request started, or earlier
    public PageVerdict judge(Market market, PageWindow window, List<RawCandle> rows, Instant venueTime) {
        TreeMap<Long, RawCandle> byTime = new TreeMap<>();
        int superseded = 0;
        for (RawCandle row : rows) {
            OptionalLong millis = OpenTime.millisOf(row.openTime());
            if (millis.isPresent() && OpenTime.epochHourOf(millis.getAsLong()) < window.from()) {
                return new PageVerdict.Invalid("requested from " + Timeframe.instantOf(window.from())
                        + ", but a row opens at " + Instant.ofEpochMilli(millis.getAsLong()));
            }
            superseded += byTime.put(millis.orElse(row.openTime()), row) == null ? 0 : 1;
        }
        return judged(market, byTime, superseded, new Request(window, venueTime));
    }

    private record Request(PageWindow window, Instant venueTime) {}

    private PageVerdict judged(Market market, TreeMap<Long, RawCandle> byTime, int superseded, Request request) {
        List<Candle> accepted = new ArrayList<>();
        List<Verdict.Quarantined> quarantined = new ArrayList<>();
        int unfinished = 0;
        int longNumbers = 0;
        for (RawCandle row : byTime.values()) {
            switch (candles.judge(market, row, request.venueTime())) {
                case Verdict.Accepted(Candle candle, int longOnes) -> {
                    accepted.add(candle);
                    longNumbers += longOnes;
                }
                case Verdict.Unfinished _ -> unfinished++;
                case Verdict.Quarantined bad -> quarantined.add(bad);
            }
        }
        return new PageVerdict.Judged(accepted, quarantined, unfinished, superseded, longNumbers,
                coveredTo(byTime, request));
    }

    private long coveredTo(TreeMap<Long, RawCandle> byTime, Request request) {
        if (byTime.isEmpty()) {
            long undecided = Timeframe.epochHourOf(request.venueTime().minus(allowedLateness));
            return Math.min(request.window().end(), undecided);
        }
        OptionalLong last = lastHour(byTime, request.venueTime());
        return last.isEmpty()
                ? request.window().from()
                : Math.min(request.window().end(),
                        Math.min(last.getAsLong() + 1, candles.closedEnd(request.venueTime())));
    }

    /// The epoch hour of the newest row with a valid time in the past.
    private static OptionalLong lastHour(TreeMap<Long, RawCandle> byTime, Instant venueTime) {
        return byTime.values().stream().map(row -> OpenTime.millisOf(row.openTime()))
                .filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong)
                .filter(millis -> millis <= venueTime.toEpochMilli()).map(OpenTime::epochHourOf).max();
    }
}
