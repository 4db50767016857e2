package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.service.lifecycle.ServiceRunner;
import io.cryptodata.service.logging.ProcessLog;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.venues.Dialects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// `./cda simulate`: the simulated venues alone, for tests of other programs.
@Command(name = "simulate", header = "run only the simulated venues, for tests of your own", abbreviateSynopsis = true, description = {
        "All venues and CoinGecko on one port, each below a path of its name, with its own API and",
        "rate limits: requests beyond a limit are refused, and clients that continue are banned.",
        "Prices are invented; the same seed gives the same candles. Prints the number of requests",
        "every ten seconds. Stops on Ctrl-C; after a restart the simulated time continues."}, footer = {"", "Examples:",
                "  ./cda simulate",
                "  ./cda simulate --now                          for clients that page from their own clock",
                "  ./cda simulate --spot 100 --linear 100        200 markets on every venue",
                "  ./cda simulate --faults many --fault-seed 7   many faults, repeatable",
                "  ./cda simulate --faults 0.01                  one request in a hundred", "",
                "With --faults other than none, markets are also delisted, halted, renamed and relisted,",
                "rows are revised, and clocks are skewed by up to five minutes, until --calm-after days",
                "have passed."})
public final class SimulateCommand extends CdaCommand {
    private static final String DEMO_MARKETS = "-1";
    private static final double DEFAULT_SPEED = 0.5;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8090", description = "port (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "address to listen on; 0.0.0.0 for all of this machine (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "seed of the prices (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--history", paramLabel = "DAYS", defaultValue = "60", description = "days of history at the start (default: ${DEFAULT-VALUE})")
    private int historyDays;

    @Option(names = "--speed", paramLabel = "HOURS", description = "simulated hours per second (default: 0.5)")
    private @Nullable Double speed;

    @Option(names = "--now", description = "the simulated time is the machine's time, from now on, instead of 2024 at a speed")
    private boolean live;

    @Option(names = "--spot", paramLabel = "N", defaultValue = DEMO_MARKETS, description = "spot markets on every venue, up to 500 (default: as in the demo)")
    private int spot;

    @Option(names = "--linear", paramLabel = "N", defaultValue = DEMO_MARKETS, description = "contracts on every venue, up to 500 (default: as in the demo)")
    private int linear;

    @Option(names = "--faults", paramLabel = "HOW", defaultValue = "none", description = "none, some, many, or the share of the requests, 0 to 0.9 (default: ${DEFAULT-VALUE})")
    private String faults = "none";

    @Option(names = "--fault-seed", paramLabel = "N", defaultValue = "1", description = "seed of faults and events (default: ${DEFAULT-VALUE})")
    private long faultSeed;

    @Option(names = "--calm-after", paramLabel = "DAYS", defaultValue = "30", description = "simulated days until faults end (default: ${DEFAULT-VALUE})")
    private int calmAfterDays;

    @Override
    public Integer call() throws Exception {
        SimulatorConfig config = config();
        new LocalPort(port, "simulated venues", "--port").requireFree();
        ProcessLog.open(data().resolve("logs").resolve("simulate"));
        SimulatorApp simulator = new SimulatorApp(config);
        SimulatorReporter reporter = new SimulatorReporter(simulator, this::print);
        return new ServiceRunner(new SimulatorService(simulator, reporter), err()::println).run();
    }

    private SimulatorConfig config() {
        try {
            if (live && speed != null) {
                throw new IllegalArgumentException("--now and --speed exclude each other");
            }
            Path folder = data().resolve("simulate").resolve((live ? "now-" : "") + "seed-" + seed + "-" + historyDays
                    + "d");
            SimulatorConfig.Seeded seeded = new SimulatorConfig.Seeded(seed, Duration.ofDays(historyDays),
                    speed == null ? DEFAULT_SPEED : speed, false, markets(), faultProfile());
            return new SimulatorConfig(host, port, folder, live ? seeded.liveFrom(Instant.now()) : seeded);
        } catch (IllegalArgumentException e) {
            throw usageError(e);
        }
    }

    /// The markets of the demo, with the given counts.
    private VenueMarkets markets() {
        VenueMarkets demo = Dialects.demoMarkets();
        return demo.changed(count -> new VenueMarkets.Count(spot < 0 ? count.spot() : spot,
                linear < 0 ? count.linear() : linear));
    }

    private FaultProfile faultProfile() {
        FaultProfile profile = switch (faults) {
            case "none" -> FaultProfile.none();
            case "some" -> FaultProfile.some(faultSeed);
            case "many" -> FaultProfile.many(faultSeed);
            default -> FaultProfile.some(faultSeed).withFaultRate(rate());
        };
        return profile.withLength(Duration.ofDays(calmAfterDays));
    }

    private double rate() {
        try {
            double rate = Double.parseDouble(faults);
            if (rate >= 0 && rate <= 0.9) {
                return rate;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(invalidRate(), e);
        }
        throw new IllegalArgumentException(invalidRate());
    }

    private String invalidRate() {
        return "--faults must be none, some, many or a number from 0 to 0.9, but was " + faults;
    }
}
