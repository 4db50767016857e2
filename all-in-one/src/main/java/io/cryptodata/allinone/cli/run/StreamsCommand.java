package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.service.logging.LogFiles;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.StreamsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// `./cda streams`: the stream alone, against a broker and a registry that run elsewhere.
@Command(name = "streams", header = "run only the stream of indicators", description = {
        "Reads candles.1h, writes indicators and candles.rollup. Several of them share the work.",
        "Its state lies in DIR/streams, its log in DIR/logs/streams. Ends on Ctrl-C."}, footer = {"", "Example:",
                "  ./cda streams --kafka broker:9092 --registry http://registry:8081"})
public final class StreamsCommand extends CdaCommand {
    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "partitions worked on at the same time (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(names = "--replicas", paramLabel = "N", defaultValue = "1", description = "copies of the state's topic (default: ${DEFAULT-VALUE})")
    private int replicas;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Override
    public Integer call() throws Exception {
        Addresses addresses = addresses();
        Path logs = Files.createDirectories(data().resolve("logs").resolve("streams"));
        StreamsConfig defaults = StreamsConfig.of(broker.require(addresses), registry.require(addresses),
                data().resolve("streams"));
        StreamsConfig config = new StreamsConfig(defaults.bootstrapServers(), defaults.registryUrl(),
                defaults.stateDir(), threads, defaults.commitEvery(), Duration.ofMinutes(1), replicas);
        LogFiles.to(logs);
        StreamsApp app = new StreamsApp(config, new SimpleMeterRegistry());
        app.start();
        err().println("streams: started; its log is " + logs.resolve("cda.log"));
        boolean stopped = UntilStopped.run(app, () -> app.state() == StreamsApp.State.FAILED);
        if (!stopped) {
            throw new UserError(app.trouble().orElse("the stream failed; its log says why: " + logs));
        }
        return 0;
    }
}
