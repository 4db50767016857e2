package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.MarketEvent.Kind;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What happens at one venue, drawn from the seed: to some of its markets one event that changes their listing, to some an
/// outage, to the venue an outage and an hour in which all it serves is halved.
final class Script {
    private static final int SHORTEST = 12;

    private final String exchange;
    private final Noise noise;
    private final double events;
    private final long from;
    private final long hours;
    private final @Nullable Function<ListedMarket, String> keptSymbol;
    private final List<MarketEvent> happened = new ArrayList<>();

    /// @param keptSymbol what the venue calls a market that it will never call otherwise, whatever its name becomes; null
    ///        where it renames its own symbol too
    Script(String exchange, EventRates happenings, @Nullable Function<ListedMarket, String> keptSymbol) {
        this.exchange = exchange;
        this.noise = new Noise(happenings.seed()).branch("script").branch(exchange);
        this.from = Timeframe.epochHourOf(happenings.from());
        this.hours = Timeframe.epochHourOf(happenings.to()) - from;
        this.events = hours < SHORTEST ? 0 : happenings.events();
        this.keptSymbol = keptSymbol;
    }

    /// All that was drawn so far.
    List<MarketEvent> happened() {
        return happened;
    }

    /// What becomes of a market: itself, or two where it is renamed.
    List<MarketTimeline> lived(MarketTimeline ordinary) {
        Noise own = noise.branch(ordinary.market().key());
        MarketTimeline life = own.at(1) < events / 2 ? outage(ordinary, own) : ordinary;
        if (own.at(2) >= events) {
            return List.of(life);
        }
        return switch ((int) own.between(3, 0, 4)) {
            case 0 -> List.of(listedLate(life, own));
            case 1 -> List.of(delisted(life, own));
            case 2 -> List.of(halted(life, own));
            case 3 -> List.of(relisted(life, own));
            default -> renamed(life, own);
        };
    }

    /// A stretch in which no market of the venue has rows; null if there is none.
    @Nullable
    Span venueOutage() {
        if (noise.at(20) >= 2 * events) {
            return null;
        }
        long start = hourAt(noise, 21, 0.1, 0.7);
        Span span = new Span(start, start + noise.between(22, 1, 3));
        tell(Kind.OUTAGE, null, span, "has no rows of any market for " + hours(span));
        return span;
    }

    /// The hour in which the venue is wrong by half; null if there is none.
    @Nullable
    Span halvedHour() {
        if (noise.at(30) >= 3 * events) {
            return null;
        }
        long start = hourAt(noise, 31, 0.2, 0.7);
        Span span = new Span(start, start + 1);
        tell(Kind.HALVED, null, span, "serves half of every number for an hour");
        return span;
    }

    private MarketTimeline outage(MarketTimeline life, Noise own) {
        long start = hourAt(own, 5, 0, 0.9);
        Span span = new Span(start, start + own.between(6, 1, 5));
        tell(Kind.OUTAGE, life.market(), span, "has no rows for " + hours(span));
        return life.silentToo(span);
    }

    private MarketTimeline listedLate(MarketTimeline life, Noise own) {
        Span span = new Span(hourAt(own, 7, 0.05, 0.6), Span.FOR_EVER);
        tell(Kind.LISTED, life.market(), span, "is listed");
        return new MarketTimeline(life.market(), life.series(), List.of(span), life.halts(), life.outages(),
                life.revisions(),
                life.omitsQuiet(), life.listedAt() == null ? null : Timeframe.instantOf(span.from()), life.symbol());
    }

    /// It trades no more, and is listed for one to six hours after that.
    private MarketTimeline delisted(MarketTimeline life, Noise own) {
        long end = hourAt(own, 7, 0.3, 0.9);
        long gone = end + own.between(8, 1, 6);
        tell(Kind.DELISTED, life.market(), new Span(end, Span.FOR_EVER),
                "trades no longer, and is listed until " + Timeframe.instantOf(gone));
        return life.listedOnly(List.of(new Span(life.first(), gone))).haltedToo(new Span(end, gone));
    }

    private MarketTimeline halted(MarketTimeline life, Noise own) {
        long start = hourAt(own, 7, 0, 0.75);
        Span span = new Span(start, start + own.between(8, 1, Math.min(8, hours / 4)));
        tell(Kind.HALTED, life.market(), span, "is halted for " + hours(span));
        return life.haltedToo(span);
    }

    private MarketTimeline relisted(MarketTimeline life, Noise own) {
        long end = hourAt(own, 7, 0.1, 0.4);
        long gone = end + own.between(8, 1, 2);
        long back = gone + own.between(9, 2, Math.max(2, hours / 4));
        tell(Kind.RELISTED, life.market(), new Span(end, back),
                "trades no longer, and comes back at " + Timeframe.instantOf(back));
        return life.listedOnly(List.of(new Span(life.first(), gone), new Span(back, Span.FOR_EVER)))
                .haltedToo(new Span(end, gone));
    }

    /// Trading stops two hours before the new name appears.
    private List<MarketTimeline> renamed(MarketTimeline life, Noise own) {
        long from = hourAt(own, 7, 0.3, 0.8);
        Market old = life.market();
        String settle = old.settle();
        Market other = new Market(exchange,
                old.base() + "2/" + old.quote() + (settle == null ? "" : ":" + settle));
        tell(Kind.RENAMED, old, new Span(from, Span.FOR_EVER), "is called " + other.asset() + " from now on");
        String kept = keptSymbol == null ? null : keptSymbol.apply(new ListedMarket(old, true));
        MarketTimeline before = life.listedOnly(List.of(new Span(life.first(), from)))
                .haltedToo(new Span(from - 2, from));
        return List.of(before, life.renamed(other, from, kept));
    }

    private long hourAt(Noise own, long position, double earliest, double latest) {
        return from + (long) (hours * (earliest + (latest - earliest) * own.at(position)));
    }

    private void tell(Kind kind, @Nullable Market market, Span span, String detail) {
        Instant to = span.to() == Span.FOR_EVER ? Instant.MAX : Timeframe.instantOf(span.to());
        happened.add(new MarketEvent(kind, exchange, market, Timeframe.instantOf(span.from()), to, detail));
    }

    private static String hours(Span span) {
        long count = span.to() - span.from();
        return count == 1 ? "an hour" : count + " hours";
    }
}
