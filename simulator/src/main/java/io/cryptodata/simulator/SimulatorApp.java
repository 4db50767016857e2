package io.cryptodata.simulator;

import io.cryptodata.simulator.clock.ClockFile;
import io.cryptodata.simulator.clock.RunningClock;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.market.Expectation;
import io.cryptodata.simulator.market.SeededMarkets;
import io.cryptodata.simulator.replay.ReplayException;
import io.cryptodata.simulator.replay.ReplayFiles;
import io.cryptodata.simulator.replay.ReplayedMarkets;
import io.cryptodata.simulator.replay.SkippedFile;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.binance.BinanceDialect;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The simulated venues as one part of the product: a market, its time, and one fake venue per dialect.
public final class SimulatorApp implements AutoCloseable {
    /// How long after the last hour's end a frozen clock stands: longer than anybody's settle delay.
    private static final Duration AFTER_THE_LAST_HOUR = Duration.ofMinutes(1);

    private final SimulatorConfig config;
    private final CandleSource source;
    private final SimulatedClock clock;
    private final List<SkippedFile> skipped;
    private final SimulatedVenue binance;
    private final SimulatedCoinGecko coinGecko;
    private final SimulatedCoinGecko coinGeckoPro;
    private @Nullable SimulatedVenues server;

    /// Reads what is to be served; nothing listens before [#start()].
    ///
    /// @throws ReplayException if a candle file or the folder is not what it should be
    /// @throws IllegalStateException if the state folder belongs to another market
    public SimulatorApp(SimulatorConfig config) {
        this.config = config;
        switch (config.source()) {
            case SimulatorConfig.Seeded seeded -> {
                Instant firstHour = SimulatorConfig.SEEDED_START.minus(seeded.history());
                source = new SeededMarkets(BinanceDialect.EXCHANGE, seeded.seed(), firstHour, seeded.history());
                clock = clockOf(seeded);
                skipped = List.of();
            }
            case SimulatorConfig.Replay(Path path) -> {
                ReplayedMarkets replayed = new ReplayedMarkets(
                        ReplayFiles.in(path, Set.of(BinanceDialect.EXCHANGE)));
                source = replayed;
                clock = clockOf(replayed);
                skipped = replayed.skipped();
            }
        }
        binance = new SimulatedVenue(new BinanceDialect(), source, clock, InstantSource.system());
        coinGecko = coinGecko(SimulatedCoinGecko.Address.PUBLIC);
        coinGeckoPro = coinGecko(SimulatedCoinGecko.Address.PRO);
    }

    private SimulatedCoinGecko coinGecko(SimulatedCoinGecko.Address address) {
        long seed = switch (config.source()) {
            case SimulatorConfig.Seeded seeded -> seeded.seed();
            case SimulatorConfig.Replay _ -> 0;
        };
        List<String> bases = source.markets(clock.now()).stream().map(listed -> listed.market().base()).toList();
        return new SimulatedCoinGecko(address, seed, bases, clock, InstantSource.system());
    }

    public void start() {
        server = new SimulatedVenues(config.port(), Map.of(BinanceDialect.EXCHANGE, binance,
                SimulatedCoinGecko.NAME, coinGecko, SimulatedCoinGecko.PRO_NAME, coinGeckoPro));
    }

    @Override
    public void close() {
        binance.close();
        coinGecko.close();
        coinGeckoPro.close();
        if (server != null) {
            server.close();
            server = null;
        }
        if (clock instanceof RunningClock running) {
            running.close();
        }
    }

    /// Where all venues are: `http://127.0.0.1:port`. A single venue is below it, see [#venueUrl(String)].
    public URI baseUrl() {
        return started().url();
    }

    /// What stands for a venue's host name, for example `http://127.0.0.1:8090/binance` for `https://api.binance.com`.
    public URI venueUrl(String exchange) {
        return started().url(exchange);
    }

    /// What must have arrived by now when everything was done right.
    public Expectation expectation() {
        return source.expectation(clock.now());
    }

    /// The candle files that were left out; empty for a seeded market.
    public List<SkippedFile> skippedFiles() {
        return skipped;
    }

    public SimulatedClock clock() {
        return clock;
    }

    /// The fake Binance: its counts, and how to make things go wrong.
    public SimulatedVenue binance() {
        return binance;
    }

    /// The fake CoinGecko for callers without a key and with a Demo key.
    public SimulatedCoinGecko coinGecko() {
        return coinGecko;
    }

    private SimulatedClock clockOf(SimulatorConfig.Seeded seeded) {
        ClockFile file = new ClockFile(config.folder(), ClockFile.marketOf(seeded.seed(), seeded.history()));
        Instant first = SimulatorConfig.SEEDED_START.plus(AFTER_THE_LAST_HOUR);
        return seeded.frozen()
                ? SimulatedClock.frozenAt(file.continued(first))
                : new RunningClock(file, first, seeded.hoursPerSecond(), InstantSource.system());
    }

    private SimulatedClock clockOf(ReplayedMarkets replayed) {
        Instant end = replayed.end(Instant.now(), AFTER_THE_LAST_HOUR);
        new ClockFile(config.folder(), "replayed files").advance(end);
        return SimulatedClock.frozenAt(end);
    }

    private SimulatedVenues started() {
        if (server == null) {
            throw new IllegalStateException("the simulator has not been started");
        }
        return server;
    }
}
