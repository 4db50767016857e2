package io.cryptodata.allinone.up;

import io.cryptodata.allinone.embedded.DataOption;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.product.ProductParts;
import io.cryptodata.allinone.product.ProductRun;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.command.SettingsLog;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/// The product against the venues of its settings, by default the real ones.
public final class Up {
    /// the folder of its state in the data folder, apart from that of simulated markets
    private static final String MARKET = "live";

    private Up() {}

    /// Starts everything and returns when it has been stopped.
    ///
    /// @param out receives lines for a person
    /// @return the exit status
    /// @throws io.cryptodata.allinone.embedded.StartException with every obstacle
    /// @throws io.cryptodata.service.settings.SettingsException naming every problem of the settings, before anything
    ///         starts
    public static int run(UpOptions options, Consumer<String> out) {
        UpConfig config = options.settings().orThrow();
        EmbeddedRuntime servers = ProductRun.prepare(EmbeddedConfig.ofBuild(options.data(), MARKET,
                options.disk(), options.ports()).withHttp(config.http().onPort(options.httpPort())),
                List.of(options.api()), out);
        SettingsLog.write(options.settings());
        ProducersConfig producers = config.producers().withServers(servers.broker().bootstrap(),
                URI.create(servers.registry().url()));
        ProductParts parts = new ProductParts(servers,
                new ProductParts.Configs(() -> producers, config.streams(), config.sinks(),
                        config.api().onPort(options.api().number())),
                options.partitionsChanged());
        try (ProductRun run = new ProductRun(servers, parts, out, parts::isShown)) {
            run.start(parts::endpoints);
            out.accept(run.startMessage(hints(producers, DataOption.of(options.data()))));
            VenueAvailability venues = new VenueAvailability(
                    () -> parts.producers().service().map(app -> app.status().venues()).orElse(List.of()));
            return run.awaitStop(venues::next);
        }
    }

    private static String hints(ProducersConfig config, String data) {
        return """

                Candles of %1$s; listings of %2$s.
                Whether they are available is printed below and by ./cda status%3$s.

                Try, in a second terminal:
                  ./cda status%3$s
                  ./cda gaps%3$s
                  ./cda sql%3$s "SELECT exchange, asset, max(timestamp) FROM h1_data GROUP BY 1, 2 ORDER BY 1, 2"
                  ./cda sql%3$s "SELECT process, started_at, outcome, counts FROM logs ORDER BY started_at DESC LIMIT 20\""""
                .formatted(names(config.venues()), names(config.listings()), data);
    }

    private static String names(List<ProducersConfig.Venue> venues) {
        return String.join(", ", venues.stream().map(ProducersConfig.Venue::exchange).toList());
    }
}
