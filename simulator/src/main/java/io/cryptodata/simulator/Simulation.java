package io.cryptodata.simulator;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.clock.ClockFile;
import io.cryptodata.simulator.clock.LiveClock;
import io.cryptodata.simulator.clock.RunningClock;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.clock.SkewedClock;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.market.ExpectedCandles;
import io.cryptodata.simulator.market.World;
import io.cryptodata.simulator.market.WorldRules;
import io.cryptodata.simulator.replay.ReplayFiles;
import io.cryptodata.simulator.replay.ReplayedMarkets;
import io.cryptodata.simulator.replay.SkippedFile;
import io.cryptodata.simulator.venues.Dialects;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// What the venues serve: a seeded world or candle files.
sealed interface Simulation {
    /// Distance of a frozen clock from the end of the last hour: longer than any client's settle delay.
    Duration AFTER_LAST_HOUR = Duration.ofMinutes(1);

    /// @param folder keeps the start of a live world
    /// @throws IllegalStateException if the folder belongs to another simulation
    static Simulation of(SimulatorConfig.Source source, Path folder) {
        return switch (source) {
            case SimulatorConfig.Seeded seeded -> Seeded.of(seeded.live()
                    ? seeded.startingAt(Seeded.liveFile(seeded, folder).resume(seeded.start()))
                    : seeded);
            case SimulatorConfig.Replay replay ->
                new Replayed(new ReplayedMarkets(ReplayFiles.in(replay.path(), replay.fetched())));
        };
    }

    CandleSource sourceOf(String exchange);

    /// The clock of the simulation, restored from its folder.
    ///
    /// @throws IllegalStateException if the folder belongs to another simulation
    SimulatedClock clock(Path folder);

    /// The clock of one venue.
    ///
    /// @param reference the clock of the simulation
    SimulatedClock clockOf(String exchange, SimulatedClock reference);

    /// What the product must have received by `now`, from all venues whose candles it fetches.
    ExpectedCandles expectedCandles(Instant now);

    /// The base currencies of all markets, without duplicates.
    List<String> bases();

    /// The seed of CoinGecko's coins.
    long coinSeed();

    FaultProfile faults();

    /// No earlier hour is served.
    Instant firstHour();

    /// Faults and events start then.
    Instant start();

    List<SkippedFile> skipped();

    /// A seeded world.
    record Seeded(World world, WorldRules rules, SimulatorConfig.Seeded config) implements Simulation {
        static Seeded of(SimulatorConfig.Seeded config) {
            Instant start = config.start();
            WorldRules rules = new WorldRules(config.seed(), start.minus(config.history()), config.history(),
                    config.faults().eventRates(start));
            return new Seeded(new World(rules, config.markets(), Dialects.worldVenues()), rules, config);
        }

        private static ClockFile liveFile(SimulatorConfig.Seeded config, Path folder) {
            return new ClockFile(folder, ClockFile.describe(config.seed(), config.history()) + ", live");
        }

        @Override
        public CandleSource sourceOf(String exchange) {
            return world.venue(exchange);
        }

        @Override
        public SimulatedClock clock(Path folder) {
            if (config.live()) {
                return new LiveClock(InstantSource.system());
            }
            ClockFile file = new ClockFile(folder, ClockFile.describe(config.seed(), config.history()));
            Instant first = config.start().plus(AFTER_LAST_HOUR);
            return config.frozen()
                    ? SimulatedClock.frozenAt(file.resume(first))
                    : new RunningClock(file, first, config.hoursPerSecond(), InstantSource.system());
        }

        @Override
        public SimulatedClock clockOf(String exchange, SimulatedClock reference) {
            Duration skew = faults().skewOf(exchange);
            return skew.isZero() ? reference : new SkewedClock(reference, skew, InstantSource.system());
        }

        @Override
        public ExpectedCandles expectedCandles(Instant now) {
            return ExpectedCandles.merge(Dialects.exchanges().stream().map(
                    exchange -> world.venue(exchange).expectedCandles(clockOf(exchange, () -> now).now())).toList());
        }

        @Override
        public List<String> bases() {
            return world.venues().values().stream().flatMap(venue -> venue.everListed().stream()).map(Market::base)
                    .distinct().toList();
        }

        @Override
        public long coinSeed() {
            return config.seed();
        }

        @Override
        public FaultProfile faults() {
            return config.faults();
        }

        @Override
        public Instant firstHour() {
            return rules.firstHour();
        }

        @Override
        public Instant start() {
            return config.start();
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
        public SimulatedClock clock(Path folder) {
            Instant end = markets.end(Instant.now(), AFTER_LAST_HOUR);
            new ClockFile(folder, "replayed files").advanceTo(end);
            return SimulatedClock.frozenAt(end);
        }

        @Override
        public SimulatedClock clockOf(String exchange, SimulatedClock reference) {
            return reference;
        }

        @Override
        public ExpectedCandles expectedCandles(Instant now) {
            return markets.expectedCandles(now);
        }

        @Override
        public List<String> bases() {
            return markets.markets(Instant.EPOCH).stream().map(listed -> listed.market().base()).distinct().toList();
        }

        @Override
        public long coinSeed() {
            return 0;
        }

        @Override
        public FaultProfile faults() {
            return FaultProfile.none();
        }

        @Override
        public Instant firstHour() {
            return Instant.parse("2017-01-01T00:00:00Z");
        }

        @Override
        public Instant start() {
            return firstHour();
        }

        @Override
        public List<SkippedFile> skipped() {
            return markets.skipped();
        }
    }
}
