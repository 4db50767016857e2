package io.cryptodata.sinks;

import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.command.ServiceCommand;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.sinks.config.SinksConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Optional;

/// The sinks as a process of their own, beside a Kafka Connect cluster.
@Command(name = "sinks", sortOptions = false, header = "run what deploys and watches the sinks on Kafka Connect", description = {
        "Deploys the sinks and the source of the operators' tables to Kafka Connect, restarts them when they",
        "fail, repairs the replication slot, and removes replaced indicator rows once a week. The connectors",
        "keep running when it ends. Settings: ./cda config list sinks."}, footer = {"",
                "Example:", "  ./cda sinks --kafka broker:9092 --registry http://registry:8081 \\",
                "    --connect http://connect:8083 --url 'jdbc:postgresql://db:5432/cryptodata?user=me'",
                "  (the password comes from SINKS_DATABASE_PASSWORD or SINKS_DATABASE_PASSWORD_FILE)"})
public final class SinksMain extends ServiceCommand {
    @Option(names = "--connect", paramLabel = "URL", description = "Kafka Connect (default: SINKS_CONNECT_URL, CDA_CONNECT, or that of the instance running in DIR)")
    private @Nullable String connect;

    @Option(names = "--url", paramLabel = "JDBC-URL", description = "database (default: SINKS_DATABASE_URL, CDA_DATABASE_URL, or that of the instance running in DIR)")
    private @Nullable String database;

    public static void main(String[] arguments) {
        launch(new SinksMain(), arguments);
    }

    @Override
    public Configured configure(Settings settings, Inputs inputs) {
        SinksConfig config = SinksConfig.read(settings, inputs,
                new SinksConfig.Options(Optional.ofNullable(connect), Optional.ofNullable(database)));
        return new Configured(config.http(), meters -> new SinksApp(config, meters));
    }
}
