package io.cryptodata.allinone.up;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedConfig;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.service.logging.LogFiles;
import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.allinone.embedded.PartEvent;
import io.cryptodata.allinone.embedded.WorkerConfig;
import io.cryptodata.allinone.product.ProductApps;
import io.cryptodata.allinone.product.ProductParts;
import io.cryptodata.allinone.product.ProductRun;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.config.SinksConfig;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The product against the venues that its settings name, the real ones unless they say otherwise.
public final class Up {
    /// its state below the data folder, apart from that of simulated markets
    private static final String MARKET = "live";

    private Up() {}

    /// Starts everything and returns when it has been stopped.
    ///
    /// @param out takes lines for a person
    /// @return the exit status
    /// @throws io.cryptodata.allinone.embedded.StartException with the whole story if something is in the way
    /// @throws io.cryptodata.service.settings.SettingsException naming everything that is wrong with the settings, before
    ///         anything starts
    public static int run(UpOptions options, Consumer<String> out) {
        ProducersConfig checked = ProducersConfig.from(options.settings());
        CleanupConfig cleanup = SinksConfig.from(options.settings()).cleanup();
        EmbeddedConfig config = new EmbeddedConfig(options.data(), Optional.of(MARKET), ProductApps.registryPrograms(),
                Optional.empty(), options.minimumFreeBytes(), options.ports())
                .withConnectPlugins(WorkerConfig.builtPlugins());
        EmbeddedRuntime servers = EmbeddedRuntime.prepare(config, DataFolder.FreeSpace.ofDisk());
        LogFiles.to(servers.folder().logs());
        servers.endedLeftOvers().forEach(ended -> out.accept("ended what an earlier run had left: " + ended));
        ProductParts parts = new ProductParts(servers, () -> producers(options, servers), cleanup);
        try (ProductRun run = new ProductRun(servers, parts, out, event -> isNews(event, parts))) {
            run.start(parts::endpoints);
            out.accept(welcome(options, parts, checked));
            VenueStateChanges venues = new VenueStateChanges(
                    () -> parts.producers().ask(app -> app.status().venues()).orElse(List.of()));
            return run.untilStopped(venues::next);
        }
    }

    private static ProducersConfig producers(UpOptions options, EmbeddedRuntime servers) {
        Map<String, String> settings = new HashMap<>(options.settings());
        settings.put(ProducersConfig.PREFIX + "BOOTSTRAP_SERVERS", servers.broker().bootstrap());
        settings.put(ProducersConfig.PREFIX + "REGISTRY_URL", servers.registry().url());
        return ProducersConfig.from(settings);
    }

    private static boolean isNews(PartEvent event, ProductParts parts) {
        return switch (event) {
            case PartEvent.Starting starting -> !starting.elapsed().isZero();
            case PartEvent.Stopped stopped -> parts.isRunning(stopped.part());
            case PartEvent.Started _,PartEvent.Died _,PartEvent.Mended _,PartEvent.NotMended _,PartEvent.Lost _ ->
                true;
        };
    }

    private static String welcome(UpOptions options, ProductParts parts, ProducersConfig config) {
        StringBuilder text = new StringBuilder(1024).append(System.lineSeparator());
        text.append("Everything runs. Its state is in ").append(options.data()).append('.')
                .append(System.lineSeparator());
        for (Part part : parts.all()) {
            text.append(String.format(Locale.ROOT, "  %-12s %s%n", part.name(), part.describe()));
        }
        text.append(System.lineSeparator()).append("Candles of ")
                .append(String.join(", ", config.venues().stream().map(ProducersConfig.Venue::exchange).toList()))
                .append("; listings of ")
                .append(String.join(", ", config.listings().stream().map(ProducersConfig.Venue::exchange).toList()))
                .append(". Whether they answer is told below and by ./cda status.").append(System.lineSeparator());
        return text
                .append("""

                        Try, in a second terminal:
                          ./cda status
                          ./cda gaps
                          ./cda sql "SELECT exchange, asset, max(timestamp) FROM h1_data GROUP BY 1, 2 ORDER BY 1, 2"
                          ./cda sql "SELECT process, started_at, outcome, counts FROM logs ORDER BY started_at DESC LIMIT 20"

                        Ctrl-C stops everything; started again it continues where it stopped.""")
                .toString();
    }
}
