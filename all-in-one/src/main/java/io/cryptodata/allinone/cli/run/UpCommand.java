package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.embedded.EmbeddedPorts;
import io.cryptodata.allinone.product.ApiPort;
import io.cryptodata.allinone.up.Up;
import io.cryptodata.allinone.up.UpConfig;
import io.cryptodata.allinone.up.UpOptions;
import io.cryptodata.service.settings.Reading;
import io.cryptodata.service.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./cda up`: the whole product on this machine against the real venues.
@Command(name = "up", header = "run the whole product against the real venues", abbreviateSynopsis = true, description = {
        "Broker, schema registry, PostgreSQL, Kafka Connect and every service, in one command, fed by the",
        "venues and CoinGecko. An unavailable venue is reported and retried within its request budget;",
        "the others continue. Ends on Ctrl-C; started again it continues where it stopped."}, footer = {"",
                "Settings are NAME=value lines of a file, or variables of the environment, which take precedence:",
                "./cda config list up. A key for CoinGecko is read from COINGECKO_KEY or from the file that",
                "COINGECKO_KEY_FILE names, and never shown.", "", "Examples:",
                "  ./cda up                                  all venues, the 250 largest coins",
                "  ./cda up --config infra/up.properties     the settings of that file",
                "  PRODUCERS_VENUES=okx,bybit ./cda up       two venues",
                "  PRODUCERS_BINANCE_URL=http://127.0.0.1:8090/binance ./cda up",
                "                                            another address, for example of ./cda simulate"})
public final class UpCommand extends CdaCommand {
    @Option(names = "--change-partitions", description = "move existing topics of markets to CDA_PARTITIONS partitions before anything else starts")
    private boolean partitionsChanged;

    @Mixin
    private ServerOptions servers = new ServerOptions();

    @Override
    public Integer call() {
        return Up.run(options(Settings.read(sources(), UpConfig::read)), this::print);
    }

    private UpOptions options(Reading<UpConfig> settings) {
        UpConfig config = settings.orThrow();
        try {
            return new UpOptions(data(), settings,
                    EmbeddedPorts.of(servers.kafkaPort, servers.registryPort, servers.connectPort,
                            servers.databasePort),
                    ApiPort.of(servers.apiPort(config.api().server().port())),
                    servers.httpPort, servers.disk(config.diskReserve()), partitionsChanged);
        } catch (IllegalArgumentException invalid) {
            throw usageError(invalid);
        }
    }
}
