package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.DiskLimits;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.service.http.HttpConfig;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// The options of `./cda demo`; a number out of range is rejected before anything starts.
///
/// @param data folder that holds all state
/// @param replay folder (or one file) of candle files to serve; null for the seeded market
/// @param once stop when every row is in the database
/// @param speed simulated hours per second of wall time
/// @param historyDays days of history that the seeded market has when it starts
/// @param seed the seeded market's seed: same seed, same candles
/// @param ports of the parts on 127.0.0.1
/// @param http where health and metrics are served
/// @param api how the page and the read API are served; the port is that of `ports`
/// @param disk how much of the disk stays free
public record DemoOptions(Path data, @Nullable Path replay, boolean once, double speed, int historyDays, long seed,
        Ports ports, HttpConfig http, DiskLimits disk, ApiConfig api) {

    public DemoOptions {
        require(speed > 0 && speed <= 1000, "--speed must be above 0 and at most 1000 hours per second", speed);
        require(historyDays >= 1 && historyDays <= 3650, "--history must be 1 to 3650 days", historyDays);
    }

    private static void require(boolean holds, String expected, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(expected + ", but was " + actual);
        }
    }

    /// The ports of the embedded run, all on 127.0.0.1.
    public record Ports(int kafka, int registry, int connect, int database, int simulator,
            int api) {
        public Ports {
            requirePort(kafka, "--kafka-port");
            requirePort(registry, "--registry-port");
            requirePort(connect, "--connect-port");
            requirePort(database, "--database-port");
            requirePort(simulator, "--simulator-port");
            requirePort(api, "--api-port");
            long different = java.util.stream.IntStream.of(kafka, registry, connect, database, simulator, api)
                    .distinct()
                    .count();
            require(different == 6, "the six ports must differ from each other",
                    kafka + ", " + registry + ", " + connect + ", " + database + ", " + simulator + ", " + api);
        }

        private static void requirePort(int port, String option) {
            require(port >= 1 && port <= 65_535, option + " must be 1 to 65535", port);
        }
    }
}
