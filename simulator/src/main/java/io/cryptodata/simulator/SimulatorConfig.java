package io.cryptodata.simulator;

import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.plan.FaultProfile;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// What the simulated venues serve, and where.
///
/// @param port on 127.0.0.1; 0 for any free one
/// @param folder where the simulated time is remembered across restarts
public record SimulatorConfig(int port, Path folder, Source source) {
    /// Where simulated time begins in a seeded market: long enough ago that it can run fast for many hours of wall time.
    public static final Instant SEEDED_START = Instant.parse("2024-01-01T00:00:00Z");

    public SimulatorConfig {
        require(port >= 0 && port <= 65_535, "port must be between 0 and 65535", port);
    }

    /// Where the candles come from.
    public sealed interface Source {}

    /// An invented world.
    ///
    /// @param history how much of it there is already when it first starts
    /// @param hoursPerSecond simulated hours per second of wall time
    /// @param frozen whether time stands still right after the history
    /// @param markets how many markets each venue lists
    /// @param unrest what goes wrong, from [#SEEDED_START] on
    public record Seeded(long seed, Duration history, double hoursPerSecond, boolean frozen, VenueMarkets markets,
            FaultProfile unrest) implements Source {
        public Seeded {
            require(history.toHours() >= 1 && history.toDays() <= 3650, "history must be between 1 hour and 10 years",
                    history);
            require(hoursPerSecond > 0 && hoursPerSecond <= 1000,
                    "speed must be above 0 and at most 1000 simulated hours per second", hoursPerSecond);
        }

        /// Binance's two dozen spot markets, and nothing goes wrong.
        public Seeded(long seed, Duration history, double hoursPerSecond, boolean frozen) {
            this(seed, history, hoursPerSecond, frozen, VenueMarkets.binanceSpot(), FaultProfile.none());
        }

        public Seeded with(VenueMarkets others) {
            return new Seeded(seed, history, hoursPerSecond, frozen, others, unrest);
        }

        public Seeded with(FaultProfile other) {
            return new Seeded(seed, history, hoursPerSecond, frozen, markets, other);
        }

        /// Sixty days of history, then an hour every two seconds.
        public static Seeded standard() {
            return new Seeded(42, Duration.ofDays(60), 0.5, false);
        }
    }

    /// Candle files, with time standing still right after their last row.
    ///
    /// @param path a folder of candle files, or one candle file
    /// @param spoken the venues whose candles somebody fetches; files of others are left out
    public record Replay(Path path, Set<String> spoken) implements Source {
        public Replay {
            spoken = Set.copyOf(spoken);
        }

        /// The files of every venue whose candles can be served.
        public Replay(Path path) {
            this(path, Dialects.withCandles());
        }
    }

    private static void require(boolean holds, String expectation, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(expectation + ", but was " + actual);
        }
    }
}
