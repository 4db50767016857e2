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
/// hours up to its last row, and only a page without any row says that there is nothing more.
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
    /// @param from the epoch hour that was asked for: no row may be older
    /// @param venueTime the venue's clock when the request started, or earlier
    public PageVerdict judge(Market market, long from, List<RawCandle> rows, Instant venueTime) {
        TreeMap<Long, RawCandle> byTime = new TreeMap<>();
        int superseded = 0;
        for (RawCandle row : rows) {
            OptionalLong millis = OpenTime.millisOf(row.openTime());
            if (millis.isPresent() && OpenTime.epochHourOf(millis.getAsLong()) < from) {
                return new PageVerdict.Invalid("asked from " + Timeframe.instantOf(from) + ", but a row opens at "
                        + Instant.ofEpochMilli(millis.getAsLong()));
            }
            superseded += byTime.put(millis.orElse(row.openTime()), row) == null ? 0 : 1;
        }
        return judged(market, byTime, superseded, venueTime);
    }

    private PageVerdict judged(Market market, TreeMap<Long, RawCandle> byTime, int superseded, Instant venueTime) {
        List<Candle> accepted = new ArrayList<>();
        List<Verdict.Quarantined> quarantined = new ArrayList<>();
        int unfinished = 0;
        int longNumbers = 0;
        for (RawCandle row : byTime.values()) {
            switch (candles.judge(market, row, venueTime)) {
                case Verdict.Accepted(Candle candle, int longOnes) -> {
                    accepted.add(candle);
                    longNumbers += longOnes;
                }
                case Verdict.Unfinished _ -> unfinished++;
                case Verdict.Quarantined bad -> quarantined.add(bad);
            }
        }
        List<Long> hours = pastHours(byTime, venueTime);
        OptionalLong firstHour = hours.isEmpty() ? OptionalLong.empty() : OptionalLong.of(hours.getFirst());
        return new PageVerdict.Judged(accepted, quarantined, unfinished, superseded, longNumbers, firstHour,
                coveredTo(hours, venueTime));
    }

    private static List<Long> pastHours(TreeMap<Long, RawCandle> byTime, Instant venueTime) {
        return byTime.values().stream().map(row -> OpenTime.millisOf(row.openTime()))
                .filter(OptionalLong::isPresent).map(OptionalLong::getAsLong)
                .filter(millis -> millis <= venueTime.toEpochMilli()).map(OpenTime::epochHourOf).toList();
    }

    private long coveredTo(List<Long> hours, Instant venueTime) {
        return hours.isEmpty()
                ? Timeframe.epochHourOf(venueTime.minus(latePatience))
                : Math.min(hours.getLast() + 1, candles.closedEnd(venueTime));
    }
}
