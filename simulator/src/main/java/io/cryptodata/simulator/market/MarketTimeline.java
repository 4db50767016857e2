package io.cryptodata.simulator.market;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.cryptodata.domain.calendar.Timeframe.instantOf;

/// One market of one venue over time: when it is listed, when it trades, which hours have a row, and which revision of a
/// row is valid when.
///
/// @param listed when the venue lists it; several ranges if it is listed again
/// @param halts when it is listed without trading
/// @param outages hours without a row although it trades
/// @param omitsQuietHours whether an hour without a trade has no row, rather than a row without volume
/// @param listedAt the listing time that the venue publishes; null if it publishes none
/// @param symbol the venue's symbol, if a rename left it unchanged; otherwise null
record MarketTimeline(Market market, SeededMarket series, List<HourRange> listed, List<HourRange> halts,
        List<HourRange> outages, Revisions revisions, boolean omitsQuietHours, @Nullable Instant listedAt,
        @Nullable String symbol) {
    MarketTimeline {
        listed = List.copyOf(listed);
        halts = List.copyOf(halts);
        outages = List.copyOf(outages);
    }

    long first() {
        return listed.getFirst().from();
    }

    boolean isListed(long hour) {
        return contains(listed, hour);
    }

    /// The entry of the listing at this hour.
    ListedMarket at(long hour) {
        return new ListedMarket(market, !contains(halts, hour), listedAt, symbol);
    }

    /// Whether the venue has a row for this hour.
    boolean hasRow(long hour) {
        return isListed(hour) && !contains(halts, hour) && !contains(outages, hour) && series.hasData(hour)
                && !(omitsQuietHours && series.isQuiet(hour));
    }

    /// The row of an hour as the venue serves it at `now`, by its clock.
    SourceRow row(long hour, Instant now) {
        Duration sinceOpen = Duration.between(instantOf(hour), now);
        long sinceClose = sinceOpen.toMillis() - Duration.ofHours(1).toMillis();
        return sinceClose < 0
                ? series.row(hour, Math.max(1, sinceOpen.toMillis()) / 3_600_000.0)
                : revisions.valid(series.row(hour), hour, sinceClose, series.traits().decimals());
    }

    MarketTimeline withListed(List<HourRange> ranges) {
        return new MarketTimeline(market, series, ranges, halts, outages, revisions, omitsQuietHours, listedAt, symbol);
    }

    /// First listed at `hour`.
    MarketTimeline listedFrom(long hour) {
        return new MarketTimeline(market, series, List.of(HourRange.startingAt(hour)), halts, outages, revisions,
                omitsQuietHours, listedAt == null ? null : instantOf(hour), symbol);
    }

    MarketTimeline withHalt(HourRange halt) {
        return new MarketTimeline(market, series, listed, with(halts, halt), outages, revisions, omitsQuietHours,
                listedAt, symbol);
    }

    MarketTimeline withOutage(HourRange outage) {
        return new MarketTimeline(market, series, listed, halts, with(outages, outage), revisions, omitsQuietHours,
                listedAt, symbol);
    }

    /// The market that continues under another name from `hour` on.
    MarketTimeline renamed(Market other, long hour, @Nullable String keptSymbol) {
        return new MarketTimeline(other, series, List.of(HourRange.startingAt(hour)), halts, outages, revisions,
                omitsQuietHours, listedAt == null ? null : instantOf(hour), keptSymbol);
    }

    private static boolean contains(List<HourRange> ranges, long hour) {
        for (HourRange range : ranges) {
            if (range.contains(hour)) {
                return true;
            }
        }
        return false;
    }

    private static List<HourRange> with(List<HourRange> ranges, HourRange more) {
        List<HourRange> all = new ArrayList<>(ranges);
        all.add(more);
        return all;
    }
}
