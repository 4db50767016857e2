package io.cryptodata.simulator;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.clock.SkewedClock;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.Expectation;
import io.cryptodata.simulator.market.World;
import io.cryptodata.simulator.market.WorldRules;
import io.cryptodata.simulator.plan.FaultProfile;
import io.cryptodata.simulator.replay.ReplayedMarkets;
import io.cryptodata.simulator.replay.SkippedFile;
import io.cryptodata.simulator.venue.Dialect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// What stands behind the venues: where their candles come from and how their clocks are set.
sealed interface Simulation {

    CandleSource sourceOf(String exchange);

    SimulatedClock clockOf(String exchange, SimulatedClock right);

    /// What must have arrived by `now`, over all venues whose candles are served.
    Expectation expectation(Instant now);

    /// What is traded anywhere, for example `BTC`; each once.
    List<String> bases();

    FaultProfile unrest();

    /// The first hour of which anything can be served.
    Instant firstHour();

    List<SkippedFile> skipped();

    /// An invented world.
    record Seeded(World world, WorldRules rules, FaultProfile unrest) implements Simulation {
        static Seeded of(SimulatorConfig.Seeded config, List<Dialect> dialects) {
            Instant start = SimulatorConfig.SEEDED_START;
            WorldRules rules = new WorldRules(config.seed(), start.minus(config.history()), config.history(),
                    config.unrest().happenings(start));
            SequencedMap<String, Function<ListedMarket, String>> symbols = new LinkedHashMap<>();
            dialects.forEach(dialect -> symbols.put(dialect.exchange(), dialect::symbolOf));
            return new Seeded(new World(rules, config.markets(), symbols), rules, config.unrest());
        }

        @Override
        public CandleSource sourceOf(String exchange) {
            return world.venue(exchange);
        }

        @Override
        public SimulatedClock clockOf(String exchange, SimulatedClock right) {
            Duration skew = unrest.skewOf(exchange);
            return skew.isZero() ? right : new SkewedClock(right, skew, InstantSource.system());
        }

        @Override
        public Expectation expectation(Instant now) {
            return Expectation.together(world.venues().keySet().stream().filter(Dialects.withCandles()::contains)
                    .map(exchange -> world.venue(exchange).expectation(clockOf(exchange, () -> now).now())).toList());
        }

        @Override
        public List<String> bases() {
            return world.venues().values().stream().flatMap(venue -> venue.everListed().stream()).map(Market::base)
                    .distinct().toList();
        }

        @Override
        public Instant firstHour() {
            return rules.firstHour();
        }

        @Override
        public List<SkippedFile> skipped() {
            return List.of();
        }
    }

    /// Candle files.
    record Replayed(ReplayedMarkets markets) implements Simulation {
        @Override
        public CandleSource sourceOf(String exchange) {
            return markets.ofVenue(exchange);
        }

        @Override
        public SimulatedClock clockOf(String exchange, SimulatedClock right) {
            return right;
        }

        @Override
        public Expectation expectation(Instant now) {
            return markets.expectation(now);
        }

        @Override
        public List<String> bases() {
            return markets.markets(Instant.EPOCH).stream().map(listed -> listed.market().base()).distinct().toList();
        }

        @Override
        public FaultProfile unrest() {
            return FaultProfile.none();
        }

        @Override
        public Instant firstHour() {
            return Instant.parse("2017-01-01T00:00:00Z");
        }

        @Override
        public List<SkippedFile> skipped() {
            return markets.skipped();
        }
    }
}
