package io.cryptodata.allinone.product;

import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// The product's own services, configured for the servers of one machine.
public final class ProductApps {
    public static final String DATABASE_USER = "postgres";
    /// The embedded database trusts whoever can reach it, and only this machine can.
    public static final String DATABASE_PASSWORD = "";

    private final EmbeddedRuntime servers;
    private final MeterRegistry meters = new SimpleMeterRegistry();

    ProductApps(EmbeddedRuntime servers) {
        this.servers = servers;
    }

    /// @param config made anew for every start
    /// @param coinTime says what time is on CoinGecko's snapshots
    AppPart<ProducersApp> producers(Supplier<ProducersConfig> config, InstantSource coinTime) {
        return new AppPart<>("producers", () -> new ProducersApp(config.get(), meters, coinTime),
                new AppPart.Life<>() {
                    @Override
                    public void start(ProducersApp app) {
                        app.start();
                    }

                    @Override
                    public Health healthOf(ProducersApp app) {
                        return Health.up();
                    }

                    @Override
                    public String describe(ProducersApp app) {
                        return described(config.get());
                    }
                });
    }

    private static String described(ProducersConfig config) {
        List<String> fetched = config.venues().stream().map(ProducersConfig.Venue::exchange).toList();
        List<String> listed = config.listings().stream().map(ProducersConfig.Venue::exchange)
                .filter(exchange -> !fetched.contains(exchange)).toList();
        return "candles and listings of " + String.join(", ", fetched)
                + (listed.isEmpty() ? "" : "; listings of " + String.join(", ", listed))
                + (config.coinGecko().enabled() ? "; coins of CoinGecko" : "");
    }

    AppPart<StreamsApp> streams() {
        return new AppPart<>("streams", () -> new StreamsApp(streamsConfig(), meters), new AppPart.Life<>() {
            @Override
            public void start(StreamsApp app) {
                app.start();
            }

            @Override
            public Health healthOf(StreamsApp app) {
                return app.health();
            }

            @Override
            public String describe(StreamsApp app) {
                return app.describe();
            }
        });
    }

    AppPart<SinksApp> sinks(CleanupConfig cleanup) {
        return new AppPart<>("sinks", () -> new SinksApp(sinksConfig().withCleanup(cleanup), meters),
                new AppPart.Life<>() {
                    @Override
                    public void start(SinksApp app) {
                        app.start();
                    }

                    @Override
                    public Health healthOf(SinksApp app) {
                        return app.health();
                    }

                    @Override
                    public String describe(SinksApp app) {
                        return app.describe();
                    }
                });
    }

    private SinksConfig sinksConfig() {
        return SinksConfig.onOneMachine(servers.broker().bootstrap(), servers.connect().url(), servers.registry().url(),
                new DatabaseAccess(servers.database().url(), DATABASE_USER, DATABASE_PASSWORD));
    }

    private StreamsConfig streamsConfig() {
        return StreamsConfig.of(servers.broker().bootstrap(), servers.registry().url(), servers.folder().streams());
    }

    /// Where the build has put the registry.
    public static Path registryPrograms() {
        return Path.of(System.getProperty("cda.home", ""), "all-in-one", "target", "registry").toAbsolutePath();
    }
}
