package io.cryptodata.allinone.cli;

import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.up.SettingsFile;
import io.cryptodata.allinone.up.Up;
import io.cryptodata.allinone.up.UpOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/// `./cda up`: the whole product on this machine against the real venues.
@Command(name = "up", sortOptions = false, header = "run the whole product against the real venues", abbreviateSynopsis = true, description = {
        "Broker, schema registry, PostgreSQL, Kafka Connect and every service, in one command, fed by the",
        "venues and CoinGecko. A venue that cannot be reached is told and asked again within its budget;",
        "all others go on. Ends on Ctrl-C; started again it continues where it stopped."}, footer = {"",
                "Settings are NAME=value lines of a file, or variables of the environment, which come first; they are",
                "those of ./cda producers and are explained in infra/up.properties. A key for CoinGecko is read from",
                "COINGECKO_KEY or from the file that COINGECKO_KEY_FILE names, and never shown.", "", "Examples:",
                "  ./cda up                                  all five venues, the 250 largest coins",
                "  ./cda up --config infra/up.properties     as that file says",
                "  PRODUCERS_VENUES=okx,bybit ./cda up       two venues",
                "  PRODUCERS_BINANCE_URL=http://127.0.0.1:8090/binance ./cda up",
                "                                            another address, for example of ./cda simulate"})
public final class UpCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "settings, NAME=value on each line")
    private @Nullable Path config;

    @Mixin
    private ServerOptions servers = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        return Up.run(options(), line -> {
            out.println(line);
            out.flush();
        });
    }

    private UpOptions options() throws IOException {
        Path file = config;
        try {
            Map<String, String> settings = file == null
                    ? SettingsFile.ofEnvironment(System.getenv())
                    : new SettingsFile(file).with(System.getenv());
            return new UpOptions(common.data(), settings,
                    EmbeddedPorts.of(servers.kafkaPort, servers.registryPort, servers.connectPort,
                            servers.databasePort),
                    servers.minimumFreeBytes());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
