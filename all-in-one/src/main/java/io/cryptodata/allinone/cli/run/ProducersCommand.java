package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.service.logging.LogFiles;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// `./cda producers`: the producers alone, against a broker and a registry that run elsewhere.
@Command(name = "producers", header = "run only the producers", description = {
        "Asks the venues and writes closed candles, the universe and the ledger.",
        "Everything else is set by the environment: PRODUCERS_VENUES, PRODUCERS_TOP and so on;",
        "a wrong or misspelt setting is told. The log lies in DIR/logs/producers. Ends on Ctrl-C."}, footer = {"",
                "Examples:",
                "  ./cda producers --kafka broker:9092 --registry http://registry:8081",
                "  PRODUCERS_VENUES=binance PRODUCERS_INCLUDE='binance:.*/USDT' ./cda producers"})
public final class ProducersCommand extends CdaCommand {
    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Override
    public Integer call() throws Exception {
        ProducersConfig config = ProducersConfig.from(environment());
        Path logs = Files.createDirectories(data().resolve("logs").resolve("producers"));
        LogFiles.to(logs);
        ProducersApp app = new ProducersApp(config, new SimpleMeterRegistry());
        app.start();
        err().println("producers: started; their log is " + logs.resolve("cda.log"));
        boolean unused = UntilStopped.run(app, () -> false);
        return 0;
    }

    /// What the options or a running instance say comes before the environment.
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Addresses addresses = addresses();
        String bootstrap = broker.find(addresses);
        if (bootstrap != null) {
            environment.put(ProducersConfig.PREFIX + "BOOTSTRAP_SERVERS", bootstrap);
        }
        String registryUrl = registry.find(addresses);
        if (registryUrl != null) {
            environment.put(ProducersConfig.PREFIX + "REGISTRY_URL", registryUrl);
        }
        return environment;
    }
}
