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

/// The events of one venue, derived from the seed: at most one change of listing and one outage per market, and for the
/// whole venue one outage and one hour with halved values.
final class EventSchedule {
    private static final int MIN_HOURS = 12;

    private final String exchange;
    private final SeededRandom random;
    private final double rate;
    private final long from;
    private final long hours;
    private final @Nullable Function<ListedMarket, String> keptSymbol;
    private final List<MarketEvent> events = new ArrayList<>();

    /// @param keptSymbol the symbol that a renamed market keeps; null if the venue renames symbols too
    EventSchedule(String exchange, EventRates rates, @Nullable Function<ListedMarket, String> keptSymbol) {
        this.exchange = exchange;
        this.random = new SeededRandom(rates.seed()).branch("script").branch(exchange);
        this.from = Timeframe.epochHourOf(rates.from());
        this.hours = Timeframe.epochHourOf(rates.to()) - from;
        this.rate = hours < MIN_HOURS ? 0 : rates.events();
        this.keptSymbol = keptSymbol;
    }

    /// All events scheduled so far.
    List<MarketEvent> events() {
        return events;
    }

    /// The market with its events; two markets if it is renamed.
    List<MarketTimeline> applyTo(MarketTimeline market) {
        SeededRandom ofMarket = random.branch(market.market().key());
        MarketTimeline timeline = ofMarket.at(1) < rate / 2 ? outage(market, ofMarket) : market;
        if (ofMarket.at(2) >= rate) {
            return List.of(timeline);
        }
        return switch ((int) ofMarket.between(3, 0, 4)) {
            case 0 -> List.of(listedLate(timeline, ofMarket));
            case 1 -> List.of(delisted(timeline, ofMarket));
            case 2 -> List.of(halted(timeline, ofMarket));
            case 3 -> List.of(relisted(timeline, ofMarket));
            default -> renamed(timeline, ofMarket);
        };
    }

    /// Hours without rows of any market; null if there are none.
    @Nullable
    HourRange venueOutage() {
        if (random.at(20) >= 2 * rate) {
            return null;
        }
        long start = hourAt(random, 21, 0.1, 0.7);
        HourRange outage = new HourRange(start, start + random.between(22, 1, 3));
        add(Kind.OUTAGE, null, outage, "has no rows of any market for " + hours(outage));
        return outage;
    }

    /// The hour in which the venue serves halved values; null if there is none.
    @Nullable
    HourRange halvedHour() {
        if (random.at(30) >= 3 * rate) {
            return null;
        }
        long start = hourAt(random, 31, 0.2, 0.7);
        HourRange hour = new HourRange(start, start + 1);
        add(Kind.HALVED, null, hour, "serves half of every number for an hour");
        return hour;
    }

    private MarketTimeline outage(MarketTimeline timeline, SeededRandom ofMarket) {
        long start = hourAt(ofMarket, 5, 0, 0.9);
        HourRange outage = new HourRange(start, start + ofMarket.between(6, 1, 5));
        add(Kind.OUTAGE, timeline.market(), outage, "has no rows for " + hours(outage));
        return timeline.withOutage(outage);
    }

    private MarketTimeline listedLate(MarketTimeline timeline, SeededRandom ofMarket) {
        long start = hourAt(ofMarket, 7, 0.05, 0.6);
        add(Kind.LISTED, timeline.market(), HourRange.startingAt(start), "is listed");
        return timeline.listedFrom(start);
    }

    /// It remains listed for one to six hours after trading stops.
    private MarketTimeline delisted(MarketTimeline timeline, SeededRandom ofMarket) {
        long end = hourAt(ofMarket, 7, 0.3, 0.9);
        long delisted = end + ofMarket.between(8, 1, 6);
        add(Kind.DELISTED, timeline.market(), HourRange.startingAt(end),
                "stops trading and is listed until " + Timeframe.instantOf(delisted));
        return timeline.withListed(List.of(new HourRange(timeline.first(), delisted)))
                .withHalt(new HourRange(end, delisted));
    }

    private MarketTimeline halted(MarketTimeline timeline, SeededRandom ofMarket) {
        long start = hourAt(ofMarket, 7, 0, 0.75);
        HourRange halt = new HourRange(start, start + ofMarket.between(8, 1, Math.min(8, hours / 4)));
        add(Kind.HALTED, timeline.market(), halt, "is halted for " + hours(halt));
        return timeline.withHalt(halt);
    }

    private MarketTimeline relisted(MarketTimeline timeline, SeededRandom ofMarket) {
        long end = hourAt(ofMarket, 7, 0.1, 0.4);
        long delisted = end + ofMarket.between(8, 1, 2);
        long relisted = delisted + ofMarket.between(9, 2, Math.max(2, hours / 4));
        add(Kind.RELISTED, timeline.market(), new HourRange(end, relisted),
                "stops trading and is listed again at " + Timeframe.instantOf(relisted));
        return timeline
                .withListed(List.of(new HourRange(timeline.first(), delisted), HourRange.startingAt(relisted)))
                .withHalt(new HourRange(end, delisted));
    }

    /// Trading stops two hours before the new name is listed.
    private List<MarketTimeline> renamed(MarketTimeline timeline, SeededRandom ofMarket) {
        long start = hourAt(ofMarket, 7, 0.3, 0.8);
        Market old = timeline.market();
        String settle = old.settle();
        Market other = new Market(exchange,
                old.base() + "2/" + old.quote() + (settle == null ? "" : ":" + settle));
        add(Kind.RENAMED, old, HourRange.startingAt(start), "is renamed to " + other.asset());
        String kept = keptSymbol == null ? null : keptSymbol.apply(new ListedMarket(old, true));
        MarketTimeline before = timeline.withListed(List.of(new HourRange(timeline.first(), start)))
                .withHalt(new HourRange(start - 2, start));
        return List.of(before, timeline.renamed(other, start, kept));
    }

    private long hourAt(SeededRandom ofMarket, long position, double earliest, double latest) {
        return from + (long) (hours * (earliest + (latest - earliest) * ofMarket.at(position)));
    }

    private void add(Kind kind, @Nullable Market market, HourRange range, String detail) {
        Instant to = range.to() == HourRange.UNBOUNDED ? Instant.MAX : Timeframe.instantOf(range.to());
        events.add(new MarketEvent(kind, exchange, market, Timeframe.instantOf(range.from()), to, detail));
    }

    private static String hours(HourRange range) {
        long count = range.to() - range.from();
        return count == 1 ? "an hour" : count + " hours";
    }
}
