package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.Catalogue.Pair;
import io.cryptodata.simulator.market.SeededMarket.Traits;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Selects the markets of one venue from the catalogue and creates the timeline of each.
final class VenueTimelines {
    private static final Set<String> WITHOUT_CONTRACTS = Set.of("USDC", "EUR");
    private static final double SPOT_SPREAD = 0.0004;
    private static final double CONTRACT_SPREAD = 0.0007;
    private static final double LISTED_SHARE = 0.7;
    private static final int ALWAYS_LISTED = 3;

    private final String exchange;
    private final VenueTraits traits;
    private final WorldRules rules;
    private final SeededRandom random;
    private final EventSchedule schedule;

    VenueTimelines(WorldVenue venue, WorldRules rules) {
        this.exchange = venue.exchange();
        this.traits = venue.traits();
        this.rules = rules;
        this.random = new SeededRandom(rules.eventRates().seed()).branch(exchange);
        this.schedule = new EventSchedule(exchange, rules.eventRates(),
                traits.keepsSymbols() ? venue.symbolOf() : null);
    }

    EventSchedule schedule() {
        return schedule;
    }

    /// Spot markets first.
    List<MarketTimeline> of(VenueMarkets.Count count) {
        List<MarketTimeline> timelines = new ArrayList<>();
        pairs(count.spot(), true).forEach(pair -> timelines.addAll(timelinesOf(pair, true)));
        pairs(count.linear(), false).forEach(pair -> timelines.addAll(timelinesOf(pair, false)));
        HourRange outage = schedule.venueOutage();
        return outage == null
                ? timelines
                : timelines.stream().map(timeline -> timeline.withOutage(outage)).toList();
    }

    private List<Pair> pairs(int count, boolean spot) {
        List<Pair> pairs = new ArrayList<>();
        SeededRandom choice = new SeededRandom(SeededRandom.hash(exchange));
        for (int number = 0; pairs.size() < count; number++) {
            Pair pair = Catalogue.pair(number);
            boolean selected = traits.reference() || number < ALWAYS_LISTED || choice.at(number) < LISTED_SHARE;
            boolean possible = spot || pair.quote().equals("USDT") && !WITHOUT_CONTRACTS.contains(pair.base());
            if (selected && possible) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    private List<MarketTimeline> timelinesOf(Pair pair, boolean spot) {
        Market market = new Market(exchange, spot ? spotSymbol(pair) : pair.symbol() + ":" + pair.quote());
        SeededRandom ofMarket = random.branch(market.key());
        long first = Timeframe.epochHourOf(rules.firstHour())
                + (pair.isYoung() ? rules.history().toHours() * 3 / 4 : 0);
        EventRates rates = rules.eventRates();
        Revisions revisions = new Revisions(ofMarket.branch(2), rates.revisions(),
                new HourRange(Timeframe.epochHourOf(rates.from()), Timeframe.epochHourOf(rates.to()) + 1));
        MarketTimeline timeline = new MarketTimeline(market, series(pair, market, spot, first, ofMarket),
                List.of(HourRange.startingAt(first)), List.of(), List.of(), revisions, traits.omitsQuietHours(),
                listedAt(first, spot, ofMarket), null);
        // the first pair has no events on any venue
        return pair.number() == 0 ? List.of(timeline) : schedule.applyTo(timeline);
    }

    private SeededMarket series(Pair pair, Market market, boolean spot, long first, SeededRandom ofMarket) {
        Traits marketTraits = traitsOf(pair, ofMarket);
        SeededRandom ofPair = new SeededRandom(rules.seed()).branch(1000 + pair.number());
        return spot && traits.reference()
                ? new SeededMarket(market, marketTraits, first, ofPair)
                : new SeededMarket(market, marketTraits, first, ofPair, ofPair.branch(market.key()),
                        spot ? SPOT_SPREAD : CONTRACT_SPREAD);
    }

    private String spotSymbol(Pair pair) {
        boolean inDollars = traits.dollarQuotes() && pair.quote().equals("USDT") && pair.number() % 3 != 0;
        return inDollars ? pair.base() + "/USD" : pair.symbol();
    }

    /// In a world with events, more markets have quiet hours.
    private Traits traitsOf(Pair pair, SeededRandom ofMarket) {
        boolean quieter = pair.number() > 0 && ofMarket.at(3) < rules.eventRates().events() / 2;
        return quieter ? pair.traits().withMoreQuietHours(8) : pair.traits();
    }

    private static @Nullable Instant listedAt(long first, boolean spot, SeededRandom ofMarket) {
        return spot && ofMarket.at(4) < 0.4 ? null : Timeframe.instantOf(first);
    }
}
