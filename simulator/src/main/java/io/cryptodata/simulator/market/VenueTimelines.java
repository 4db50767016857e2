package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.Catalogue.Pair;
import io.cryptodata.simulator.market.SeededMarket.Traits;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Chooses what a venue lists, and writes each market's life. Binance lists the catalogue in its order; others leave some of
/// it out. The price of a pair is the same everywhere but for a small spread.
final class VenueTimelines {
    private static final String BINANCE = "binance";
    private static final String KRAKEN = "kraken";
    private static final Set<String> OMIT_QUIET_HOURS = Set.of("mexc", "gate", "kucoin");
    private static final Set<String> KEEP_SYMBOLS = Set.of("kucoin");
    private static final Set<String> WITHOUT_CONTRACTS = Set.of("USDC", "EUR");
    private static final double SPOT_SPREAD = 0.0004;
    private static final double CONTRACT_SPREAD = 0.0007;
    private static final int ALWAYS_LISTED = 3;

    private final String exchange;
    private final WorldRules rules;
    private final Noise noise;
    private final Script script;

    /// @param symbolOf the venue's own name of a market
    VenueTimelines(String exchange, WorldRules rules, Function<ListedMarket, String> symbolOf) {
        this.exchange = exchange;
        this.rules = rules;
        this.noise = new Noise(rules.happenings().seed()).branch(exchange);
        this.script = new Script(exchange, rules.happenings(), KEEP_SYMBOLS.contains(exchange) ? symbolOf : null);
    }

    Script script() {
        return script;
    }

    /// Spot markets first.
    List<MarketTimeline> of(VenueMarkets.Count count) {
        List<MarketTimeline> lives = new ArrayList<>();
        pairs(count.spot(), true).forEach(pair -> lives.addAll(life(pair, true)));
        pairs(count.linear(), false).forEach(pair -> lives.addAll(life(pair, false)));
        Span outage = script.venueOutage();
        return outage == null ? lives : lives.stream().map(life -> life.silentToo(outage)).toList();
    }

    private List<Pair> pairs(int count, boolean spot) {
        List<Pair> pairs = new ArrayList<>();
        Noise choice = new Noise(Noise.numberOf(exchange));
        for (int number = 0; pairs.size() < count; number++) {
            Pair pair = Catalogue.pair(number);
            boolean wanted = exchange.equals(BINANCE) || number < ALWAYS_LISTED || choice.at(number) < 0.7;
            boolean possible = spot || pair.quote().equals("USDT") && !WITHOUT_CONTRACTS.contains(pair.base());
            if (wanted && possible) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    private List<MarketTimeline> life(Pair pair, boolean spot) {
        Market market = new Market(exchange, spot ? spotSymbol(pair) : pair.symbol() + ":" + pair.quote());
        Noise own = noise.branch(market.key());
        Noise coin = new Noise(rules.seed()).branch(1000 + pair.number());
        long first = Timeframe.epochHourOf(rules.firstHour())
                + (pair.isYoung() ? rules.history().toHours() * 3 / 4 : 0);
        SeededMarket series = spot && exchange.equals(BINANCE)
                ? new SeededMarket(market, traits(pair, own), first, coin)
                : new SeededMarket(market, traits(pair, own), first, coin, coin.branch(market.key()),
                        spot ? SPOT_SPREAD : CONTRACT_SPREAD);
        EventRates happenings = rules.happenings();
        Revisions revisions = new Revisions(own.branch(2), happenings.revisions(),
                new Span(Timeframe.epochHourOf(happenings.from()), Timeframe.epochHourOf(happenings.to()) + 1));
        MarketTimeline ordinary = new MarketTimeline(market, series, List.of(new Span(first, Span.FOR_EVER)), List.of(),
                List.of(),
                revisions, OMIT_QUIET_HOURS.contains(exchange), listedAt(first, spot, own), null);
        // one market everywhere goes on without any event
        return pair.number() == 0 ? List.of(ordinary) : script.lived(ordinary);
    }

    private String spotSymbol(Pair pair) {
        boolean inDollars = exchange.equals(KRAKEN) && pair.quote().equals("USDT") && pair.number() % 3 != 0;
        return inDollars ? pair.base() + "/USD" : pair.symbol();
    }

    /// In an eventful world more markets than usual have quiet hours.
    private Traits traits(Pair pair, Noise own) {
        Traits traits = pair.traits();
        boolean quieter = pair.number() > 0 && own.at(3) < rules.happenings().events() / 2;
        return quieter
                ? new Traits(traits.price(), traits.decimals(), traits.calm(), traits.quietPercent() + 8,
                        traits.outages())
                : traits;
    }

    private static @Nullable Instant listedAt(long first, boolean spot, Noise own) {
        return spot && own.at(4) < 0.4 ? null : Timeframe.instantOf(first);
    }
}
