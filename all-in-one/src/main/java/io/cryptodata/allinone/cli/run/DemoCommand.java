package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.demo.Demo;
import io.cryptodata.allinone.demo.DemoOptions;
import io.cryptodata.allinone.embedded.DiskReserve;
import io.cryptodata.allinone.up.UpConfig;
import io.cryptodata.api.config.ApiConfig;
import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// `./cda demo`: the whole product on this machine against simulated venues.
@Command(name = "demo", header = "run the whole product on this machine", abbreviateSynopsis = true, description = {
        "Broker, schema registry, PostgreSQL, Kafka Connect, simulated venues and every "
                + "service, in one command. No Docker, no key, no network.",
        "Ends on Ctrl-C; started again it continues where it stopped."}, footer = {"", "Examples:",
                "  ./cda demo                         the seeded market, an hour every two seconds",
                "  ./cda demo --speed 1               an hour every second",
                "  ./cda demo --replay FOLDER --once  serve candle files, stop when all are in the database",
                "  ./cda demo --data /tmp/second      another state folder, another market history", "",
                "Candle files are named EXCHANGE_ASSET_1h.csv or .csv.gz, for example",
                "binance_BTC-USDT_1h.csv, with the columns",
                "exchange,asset,timestamp,open,high,low,close,volume.",
                "With --once the last lines are name=value; exit status 0 only if every acceptable row is in the database."})
public final class DemoCommand extends CdaCommand {
    @Option(names = "--replay", paramLabel = "PATH", description = "serve the candle files of this folder (or this file) instead of the seeded market")
    private @Nullable Path replay;

    @Option(names = "--once", description = "stop when every row is in the database, and print a summary")
    private boolean once;

    @Option(names = "--speed", paramLabel = "HOURS", defaultValue = "0.5", description = "simulated hours per second (default: ${DEFAULT-VALUE}); above about 1.5 the venues' request limits make new hours arrive in groups")
    private double speed;

    @Option(names = "--history", paramLabel = "DAYS", defaultValue = "60", description = "days of history the seeded market starts with (default: ${DEFAULT-VALUE})")
    private int historyDays;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "seed of the market: same seed, same candles (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private ServerOptions servers = new ServerOptions();

    @Option(names = "--simulator-port", paramLabel = "PORT", defaultValue = "8090", description = "simulated venues (default: ${DEFAULT-VALUE})")
    private int simulatorPort;

    @Override
    public Integer call() {
        return Demo.run(options(Settings.read(sources(), OfSettings::read).orThrow()));
    }

    /// What the demo reads from the settings.
    ///
    /// @param reserve in GB, where no option comes before it
    /// @param http where health and metrics are served, on a port of the options
    /// @param api how the page and the read API are served, on a port of the options
    public record OfSettings(double reserve, HttpConfig http, ApiConfig api) {
        public static OfSettings read(Settings settings) {
            settings.hide(UpConfig.OF_SERVERS_ELSEWHERE);
            settings.hide(ApiConfig.OF_SERVERS);
            return new OfSettings(DiskReserve.read(settings), HttpConfig.onLoopback(0).withToken(settings),
                    ApiConfig.read(settings, Inputs.none(), ApiConfig.Options.none()));
        }
    }

    private DemoOptions options(OfSettings settings) {
        try {
            return parsed(settings);
        } catch (IllegalArgumentException invalid) {
            throw usageError(invalid);
        }
    }

    private DemoOptions parsed(OfSettings settings) {
        DemoOptions.Ports ports = new DemoOptions.Ports(servers.kafkaPort, servers.registryPort, servers.connectPort,
                servers.databasePort,
                simulatorPort, servers.apiPort(settings.api.server().port()));
        return new DemoOptions(data(), replay == null ? null : replay.toAbsolutePath().normalize(), once, speed,
                historyDays, seed, ports, settings.http.onPort(servers.httpPort), servers.disk(settings.reserve),
                settings.api);
    }
}
