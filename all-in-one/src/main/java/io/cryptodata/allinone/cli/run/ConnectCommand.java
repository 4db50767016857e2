package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.api.database.Database;
import io.cryptodata.allinone.cli.command.DatabaseOption;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.allinone.embedded.EmbeddedConnect;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.service.logging.LogFiles;
import io.cryptodata.allinone.embedded.WorkerConfig;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// `./cda connect`: a Kafka Connect worker with the sinks and the source of the operators' tables, against parts that run elsewhere.
@Command(name = "connect", header = "run only Kafka Connect with the sinks", description = {
        "Starts a Connect worker, deploys the sinks and the source, and mends them when they fail.",
        "The tables must be there: see ./cda migrate. The log lies in DIR/logs/connect. Ends on Ctrl-C.",
        "Removes replaced indicator rows when SINKS_CLEANUP_AT says (default: 'sunday 03:00', UTC; or 'never')."}, footer = {
                "",
                "Example:",
                "  ./cda connect --kafka broker:9092 --registry http://registry:8081 \\",
                "      --url \"jdbc:postgresql://HOST:5432/cryptodata?user=owner\""})
public final class ConnectCommand extends CdaCommand {
    @Option(names = "--connect-port", paramLabel = "PORT", defaultValue = "8083", description = "where its REST interface listens on 127.0.0.1 (default: ${DEFAULT-VALUE})")
    private int port;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Override
    public Integer call() throws Exception {
        Addresses addresses = addresses();
        String url = database.require(addresses);
        String bootstrap = broker.require(addresses);
        SinksConfig sinks = SinksConfig.onOneMachine(bootstrap, "http://127.0.0.1:" + port, registry.require(addresses),
                new DatabaseAccess(url, Database.userIn(url), Database.passwordIn(url)))
                .withCleanup(SinksConfig.from(System.getenv()).cleanup());
        Path logs = Files.createDirectories(data().resolve("logs").resolve("connect"));
        LogFiles.to(logs);
        LocalPort rest = new LocalPort(port, "Kafka Connect worker", "--connect-port");
        PrintWriter err = err();
        err.println("connect: starting; the log is " + logs.resolve("cda.log"));
        EmbeddedConnect worker = new EmbeddedConnect(
                WorkerConfig.embedded(Optional.of(WorkerConfig.builtPlugins())), bootstrap, rest);
        worker.start();
        SinksApp app = new SinksApp(sinks, new SimpleMeterRegistry());
        app.start();
        err.println("connect: the sinks run");
        boolean stopped = UntilStopped.run(() -> close(app, worker), () -> worker.health() instanceof Health.Down);
        if (!stopped) {
            throw new UserError("the Connect worker ended by itself; its log says why: " + logs.resolve("cda.log"));
        }
        return 0;
    }

    private static void close(SinksApp app, EmbeddedConnect worker) {
        try (worker; app) {
            System.getLogger(ConnectCommand.class.getName()).log(System.Logger.Level.INFO, "stopping");
        }
    }
}
