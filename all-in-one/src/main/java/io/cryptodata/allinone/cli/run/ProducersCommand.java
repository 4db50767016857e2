package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.cli.Addresses;
import io.cryptodata.allinone.cli.BrokerOption;
import io.cryptodata.allinone.cli.CommonOptions;
import io.cryptodata.allinone.cli.RegistryOption;
import io.cryptodata.service.logging.LogFiles;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// `./cda producers`: the producers alone, against a broker and a registry that run elsewhere.
@Command(name = "producers", sortOptions = false, header = "run only the producers", description = {
        "Asks the venues and writes closed candles, the universe and the ledger.",
        "Everything else is set by the environment: PRODUCERS_VENUES, PRODUCERS_TOP and so on;",
        "a wrong or misspelt setting is told. The log lies in DIR/logs/producers. Ends on Ctrl-C."}, footer = {"",
                "Examples:",
                "  ./cda producers --kafka broker:9092 --registry http://registry:8081",
                "  PRODUCERS_VENUES=binance PRODUCERS_INCLUDE='binance:.*/USDT' ./cda producers"})
public final class ProducersCommand implements Callable<Integer> {
    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        ProducersConfig config = ProducersConfig.from(environment());
        Path logs = Files.createDirectories(common.data().resolve("logs").resolve("producers"));
        LogFiles.to(logs);
        ProducersApp app = new ProducersApp(config, new SimpleMeterRegistry());
        app.start();
        spec.commandLine().getErr().println("producers: started; their log is " + logs.resolve("cda.log"));
        boolean unused = UntilStopped.run(app, () -> false);
        return 0;
    }

    /// What the options or a running instance say comes before the environment.
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Addresses addresses = Addresses.of(common.data());
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
