package io.cryptodata.domain.candle;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.calendar.VenueTimestamp;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Which hours a page of rows proves. Order and duplicates do not matter: of two rows with one open time the later one in
/// the page replaces the whole earlier one. Paging is driven by the served rows, never by how many a venue promises: a page
/// is evidence for the hours up to its last row with a valid time in the past, unless it has a row without a valid time, and
/// only a page without any row, dropped ones included, proves that nothing follows. It is never evidence for hours after the requested window, but a row from there is accepted like any
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
    /// @param window the requested hours: no readable row may be older
    /// @param venueTime the venue's clock when the request started, or earlier
    public PageVerdict judge(Market market, PageWindow window, ServedRows served, Instant venueTime) {
        TreeMap<Long, RawCandle> byTime = new TreeMap<>();
        int superseded = 0;
        for (RawCandle row : served.rows()) {
            OptionalLong millis = VenueTimestamp.millisOf(row.openTime());
            if (millis.isPresent() && VenueTimestamp.epochHourOf(millis.getAsLong()) < window.from()) {
                return new PageVerdict.Invalid("requested from " + Timeframe.instantOf(window.from())
                        + ", but a row opens at " + Instant.ofEpochMilli(millis.getAsLong()));
            }
            superseded += byTime.put(millis.orElse(row.openTime()), row) == null ? 0 : 1;
        }
        List<Verdict> verdicts = new ArrayList<>();
        byTime.values().forEach(row -> verdicts.add(candles.judge(market, row, venueTime)));
        served.unreadable().forEach(row -> verdicts.add(candles.judge(row, venueTime)));
        long covered = served.isEmpty() ? undecided(venueTime) : lastHourEnd(verdicts, venueTime);
        return judged(verdicts, superseded, Math.clamp(covered, window.from(), window.end()));
    }

    private static PageVerdict judged(List<Verdict> verdicts, int superseded, long coveredTo) {
        List<Candle> accepted = new ArrayList<>();
        Map<Long, Verdict.Quarantined> quarantined = new LinkedHashMap<>();
        int unfinished = 0;
        int longNumbers = 0;
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Accepted(Candle candle, int longOnes) -> {
                    accepted.add(candle);
                    longNumbers += longOnes;
                }
                case Verdict.Unfinished _ -> unfinished++;
                case Verdict.Quarantined bad -> quarantined.putIfAbsent(bad.id(), bad);
            }
        }
        return new PageVerdict.Judged(accepted, List.copyOf(quarantined.values()), unfinished, superseded, longNumbers,
                coveredTo);
    }

    private long undecided(Instant venueTime) {
        return Timeframe.epochHourOf(venueTime.minus(allowedLateness));
    }

    /// The end of the newest hour in the past of which a row was served. A row without a valid time may be the row of any
    /// hour: its page is no evidence that an hour is absent.
    private long lastHourEnd(List<Verdict> verdicts, Instant venueTime) {
        if (verdicts.stream().anyMatch(PageRules::isUnplaced)) {
            return Long.MIN_VALUE;
        }
        OptionalLong last = verdicts.stream().map(PageRules::openTimeOf).filter(Objects::nonNull)
                .mapToLong(Long::longValue).filter(millis -> millis <= venueTime.toEpochMilli())
                .map(VenueTimestamp::epochHourOf).max();
        return last.isEmpty() ? Long.MIN_VALUE : Math.min(last.getAsLong() + 1, candles.closedEnd(venueTime));
    }

    private static boolean isUnplaced(Verdict verdict) {
        return verdict instanceof Verdict.Quarantined bad && bad.openTime() == null;
    }

    private static @Nullable Long openTimeOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(Candle candle, int _) -> candle.openTime().toEpochMilli();
            case Verdict.Unfinished(long epochHour) -> Timeframe.instantOf(epochHour).toEpochMilli();
            case Verdict.Quarantined bad -> bad.openTime();
        };
    }
}
