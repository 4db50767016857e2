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

/// One market of one venue from its listing on: when it is listed, when it trades, which hours have a row, which version
/// of a row holds when.
///
/// @param listed when the venue lists it; more than one span where it comes back
/// @param halts when it is listed and does not trade
/// @param outages hours that have no row although it trades
/// @param omitsQuiet whether an hour without a trade has no row, rather than one without volume
/// @param listedAt what the venue says of its listing; null where it says nothing
/// @param symbol the venue's own name where a rename has left it as it was; otherwise null
record MarketTimeline(Market market, SeededMarket series, List<Span> listed, List<Span> halts, List<Span> outages,
        Revisions revisions, boolean omitsQuiet, @Nullable Instant listedAt, @Nullable String symbol) {
    MarketTimeline {
        listed = List.copyOf(listed);
        halts = List.copyOf(halts);
        outages = List.copyOf(outages);
    }

    long first() {
        return listed.getFirst().from();
    }

    boolean isListed(long hour) {
        return holds(listed, hour);
    }

    /// How the venue lists it at this hour.
    ListedMarket at(long hour) {
        return new ListedMarket(market, !holds(halts, hour), listedAt, symbol);
    }

    /// Whether the venue has a row for this hour.
    boolean hasRow(long hour) {
        return isListed(hour) && !holds(halts, hour) && !holds(outages, hour) && series.served(hour)
                && !(omitsQuiet && series.isQuiet(hour));
    }

    /// The row of an hour as the venue serves it at this moment of its clock.
    SourceRow row(long hour, Instant now) {
        Duration inside = Duration.between(instantOf(hour), now);
        long sinceClose = inside.toMillis() - Duration.ofHours(1).toMillis();
        return sinceClose < 0
                ? series.row(hour, Math.max(1, inside.toMillis()) / 3_600_000.0)
                : revisions.valid(series.row(hour), hour, sinceClose, series.traits().decimals());
    }

    MarketTimeline listedOnly(List<Span> spans) {
        return new MarketTimeline(market, series, spans, halts, outages, revisions, omitsQuiet, listedAt, symbol);
    }

    MarketTimeline haltedToo(Span halt) {
        return new MarketTimeline(market, series, listed, with(halts, halt), outages, revisions, omitsQuiet, listedAt,
                symbol);
    }

    MarketTimeline silentToo(Span outage) {
        return new MarketTimeline(market, series, listed, halts, with(outages, outage), revisions, omitsQuiet, listedAt,
                symbol);
    }

    /// The market that goes on in its place.
    MarketTimeline renamed(Market other, long from, @Nullable String keptSymbol) {
        return new MarketTimeline(other, series, List.of(new Span(from, Span.FOR_EVER)), halts, outages, revisions,
                omitsQuiet,
                listedAt == null ? null : instantOf(from), keptSymbol);
    }

    private static boolean holds(List<Span> spans, long hour) {
        for (Span span : spans) {
            if (span.holds(hour)) {
                return true;
            }
        }
        return false;
    }

    private static List<Span> with(List<Span> spans, Span more) {
        List<Span> all = new ArrayList<>(spans);
        all.add(more);
        return all;
    }
}
