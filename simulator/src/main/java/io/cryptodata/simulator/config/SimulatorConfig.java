package io.cryptodata.simulator.config;

import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.venues.Dialects;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// What the simulated venues serve, and where.
///
/// @param host an address of this machine, for example `127.0.0.1`, or `0.0.0.0` for all of them
/// @param port 0 for any free one
/// @param folder where the simulated time is stored across restarts
public record SimulatorConfig(String host, int port, Path folder, Source source) {
    /// Where the simulated time of a seeded world starts by default: early enough that it can run faster than wall time for
    /// long.
    public static final Instant SEEDED_START = Instant.parse("2024-01-01T00:00:00Z");

    public SimulatorConfig {
        require(!host.isBlank(), "host must be an address like 127.0.0.1", "empty");
        require(port >= 0 && port <= 65_535, "port must be between 0 and 65535", port);
    }

    /// On the loopback address, which only this machine can reach.
    public SimulatorConfig(int port, Path folder, Source source) {
        this("127.0.0.1", port, folder, source);
    }

    /// The source of the candles.
    public sealed interface Source {}

    /// A seeded world.
    ///
    /// @param history length of the history at the first start
    /// @param hoursPerSecond simulated hours per second of wall time
    /// @param frozen whether the time stays at the end of the history
    /// @param markets how many markets each venue lists
    /// @param faults faults and events, from the start on
    /// @param start end of the history, and start of the simulated time, at the first start; a full hour
    /// @param live whether the simulated time is wall time. The folder then keeps the start, so that the candles stay the
    ///        same after a restart.
    public record Seeded(long seed, Duration history, double hoursPerSecond, boolean frozen, VenueMarkets markets,
            FaultProfile faults, Instant start, boolean live) implements Source {
        public Seeded {
            require(history.toHours() >= 1 && history.toDays() <= 3650, "history must be between 1 hour and 10 years",
                    history);
            require(hoursPerSecond > 0 && hoursPerSecond <= 1000,
                    "speed must be above 0 and at most 1000 simulated hours per second", hoursPerSecond);
            require(start.equals(start.truncatedTo(ChronoUnit.HOURS)), "start must be a full hour", start);
        }

        /// A world that starts at the default time.
        public Seeded(long seed, Duration history, double hoursPerSecond, boolean frozen, VenueMarkets markets,
                FaultProfile faults) {
            this(seed, history, hoursPerSecond, frozen, markets, faults, SEEDED_START, false);
        }

        /// Binance's named spot markets, without faults.
        public Seeded(long seed, Duration history, double hoursPerSecond, boolean frozen) {
            this(seed, history, hoursPerSecond, frozen, VenueMarkets.binanceSpot(), FaultProfile.none());
        }

        public Seeded with(VenueMarkets others) {
            return new Seeded(seed, history, hoursPerSecond, frozen, others, faults, start, live);
        }

        public Seeded with(FaultProfile other) {
            return new Seeded(seed, history, hoursPerSecond, frozen, markets, other, start, live);
        }

        /// The same with another start.
        public Seeded startingAt(Instant other) {
            return new Seeded(seed, history, hoursPerSecond, frozen, markets, faults, other, live);
        }

        /// The same in wall time.
        ///
        /// @param now its hour is the start, unless the folder has an earlier one
        public Seeded liveFrom(Instant now) {
            return new Seeded(seed, history, hoursPerSecond, false, markets, faults, now.truncatedTo(ChronoUnit.HOURS),
                    true);
        }
    }

    /// Candle files, with the time frozen after their last row.
    ///
    /// @param path a folder of candle files, or one candle file
    /// @param fetched the venues of which all candles are fetched; files of other venues are skipped
    public record Replay(Path path, Set<String> fetched) implements Source {
        public Replay {
            fetched = Set.copyOf(fetched);
        }

        /// The files of all venues whose candles the product fetches.
        public Replay(Path path) {
            this(path, Set.copyOf(Dialects.servingAllHours()));
        }
    }

    private static void require(boolean condition, String expectation, Object actual) {
        if (!condition) {
            throw new IllegalArgumentException(expectation + ", but was " + actual);
        }
    }
}
