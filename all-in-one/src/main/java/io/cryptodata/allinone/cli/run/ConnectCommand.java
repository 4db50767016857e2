package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.embedded.EmbeddedConnect;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.allinone.embedded.WorkerConfig;
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.command.ServiceCommand;
import io.cryptodata.service.lifecycle.Service;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.sinks.SinksApp;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.connect.WorkerRegistry;
import io.cryptodata.sinks.database.PasswordFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Optional;
import java.util.Set;

/// `./cda connect`: a Kafka Connect worker, by default with the sinks and the source of the operators' tables.
@Command(name = "connect", sortOptions = false, header = "run only Kafka Connect with the sinks", description = {
        "Starts a Connect worker, deploys the sinks and the source of the operators' tables, and restarts them",
        "when they fail. The tables must exist: see ./cda migrate. The log is in DIR/logs/connect. Serves /live,",
        "/ready and /metrics on 127.0.0.1:8103 (SINKS_HTTP_PORT; 'off' for none). Ends on Ctrl-C.",
        "The passwords of the database are kept in DIR/secrets, readable by its owner alone.",
        "Removes replaced indicator rows at SINKS_CLEANUP_AT (default: 'sunday 03:00', UTC; or 'never')."}, footer = {
                "",
                "Examples:",
                "  ./cda connect --kafka broker:9092 --registry http://registry:8081 \\",
                "      --url \"jdbc:postgresql://HOST:5432/cryptodata?user=owner\"",
                "  ./cda connect --worker-only           a worker whose sinks ./cda sinks deploys"})
public final class ConnectCommand extends ServiceCommand {
    @Option(names = "--connect-port", paramLabel = "PORT", defaultValue = "8083", description = "the worker's REST interface on 127.0.0.1 (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--url", paramLabel = "JDBC", description = "database (default: SINKS_DATABASE_URL, CDA_DATABASE_URL, or that of the instance running in DIR)")
    private @Nullable String database;

    @Option(names = "--worker-only", description = "deploy nothing")
    private boolean workerOnly;

    @Override
    public Configured configure(Settings settings, Inputs inputs) {
        settings.hide(Set.of("SINKS_CONNECT_URL", "CDA_CONNECT", "CDA_CONNECT_USER", "CDA_CONNECT_PASSWORD",
                "CDA_CONNECT_TRUST_STORE"));
        SinksConfig config = SinksConfig.read(settings, inputs, new SinksConfig.Options(
                Optional.of("http://127.0.0.1:" + port), Optional.ofNullable(database)));
        return new Configured(config.http(), meters -> {
            Optional<Service> sinks = workerOnly ? Optional.empty() : Optional.of(new SinksApp(config, meters));
            return new ConnectService(worker(config, inputs), sinks);
        });
    }

    private EmbeddedConnect worker(SinksConfig config, Inputs inputs) {
        if (config.connectorLogins().stream().anyMatch(login -> !login.password().isEmpty())) {
            PasswordFile.write(inputs.data(), "connect-" + port + ".pgpass", config.connectorLogins())
                    .useInThisProcess();
        }
        configFile().ifPresent(WorkerRegistry::useFile);
        return new EmbeddedConnect(WorkerConfig.embedded(Optional.of(WorkerConfig.builtPlugins())),
                config.broker(), new LocalPort(port, "Kafka Connect worker", "--connect-port"));
    }
}
