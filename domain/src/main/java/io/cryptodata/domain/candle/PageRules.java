package io.cryptodata.domain.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What a page of rows proves. Order and duplicates do not matter: of two rows with one open time the later one in the
/// page wins, whole. Paging is driven by the rows that came, never by how many a venue promises: a page speaks for the
/// hours up to its last row whose time is known and past, and only a page without any row says that there is nothing
/// more. It never speaks for hours
/// after the window that was asked for, though a row that comes from there is a fact like any other.
///
/// @param candles the rules for one row
/// @param latePatience how long after its close an hour that the venue does not show yet stays open, before the silence
///        counts as an answer
public record PageRules(CandleRules candles, Duration latePatience) {
    public PageRules {
        if (latePatience.compareTo(candles.settleDelay()) < 0) {
            throw new IllegalArgumentException("patience with a late venue (" + latePatience
                    + ") must not be shorter than the settle delay (" + candles.settleDelay() + ")");
        }
    }

    /// Judges a page.
    ///
    /// @param window the hours that were asked for: no row may be older
    /// @param venueTime the venue's clock when the request started, or earlier
    public PageVerdict judge(Market market, PageWindow window, List<RawCandle> rows, Instant venueTime) {
        TreeMap<Long, RawCandle> byTime = new TreeMap<>();
        int superseded = 0;
        for (RawCandle row : rows) {
            OptionalLong millis = OpenTime.millisOf(row.openTime());
            if (millis.isPresent() && OpenTime.epochHourOf(millis.getAsLong()) < window.from()) {
                return new PageVerdict.Invalid("asked from " + Timeframe.instantOf(window.from())
                        + ", but a row opens at " + Instant.ofEpochMilli(millis.getAsLong()));
            }
            superseded += byTime.put(millis.orElse(row.openTime()), row) == null ? 0 : 1;
        }
        return judged(market, byTime, superseded, new Asked(window, venueTime));
    }

    private record Asked(PageWindow window, Instant venueTime) {}

    private PageVerdict judged(Market market, TreeMap<Long, RawCandle> byTime, int superseded, Asked asked) {
        List<Candle> accepted = new ArrayList<>();
        List<Verdict.Quarantined> quarantined = new ArrayList<>();
        int unfinished = 0;
        int longNumbers = 0;
        for (RawCandle row : byTime.values()) {
            switch (candles.judge(market, row, asked.venueTime())) {
                case Verdict.Accepted(Candle candle, int longOnes) -> {
                    accepted.add(candle);
                    longNumbers += longOnes;
                }
                case Verdict.Unfinished _ -> unfinished++;
                case Verdict.Quarantined bad -> quarantined.add(bad);
            }
        }
        return new PageVerdict.Judged(accepted, quarantined, unfinished, superseded, longNumbers,
                coveredTo(byTime, asked));
    }

    private long coveredTo(TreeMap<Long, RawCandle> byTime, Asked asked) {
        if (byTime.isEmpty()) {
            long silent = Timeframe.epochHourOf(asked.venueTime().minus(latePatience));
            return Math.min(asked.window().end(), silent);
        }
        OptionalLong last = lastHour(byTime, asked.venueTime());
        return last.isEmpty()
                ? asked.window().from()
                : Math.min(asked.window().end(),
                        Math.min(last.getAsLong() + 1, candles.closedEnd(asked.venueTime())));
    }

    /// The epoch hour of the newest row whose time is known and past.
    private static OptionalLong lastHour(TreeMap<Long, RawCandle> byTime, Instant venueTime) {
        return byTime.values().stream().map(row -> OpenTime.millisOf(row.openTime()))
                .filter(OptionalLong::isPresent).mapToLong(OptionalLong::getAsLong)
                .filter(millis -> millis <= venueTime.toEpochMilli()).map(OpenTime::epochHourOf).max();
    }
}
