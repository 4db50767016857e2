package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.service.logging.LogFiles;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.venues.Dialects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// `./cda simulate`: the fake venues alone, for anybody's bots.
@Command(name = "simulate", header = "run only the simulated venues, for tests of your own", abbreviateSynopsis = true, description = {
        "Eight venues and CoinGecko on 127.0.0.1, each below a path of its name, each in its own",
        "dialect with its own limits: what is beyond them is refused, and who goes on is banned.",
        "Prices are invented; the same seed gives the same candles. Prints what was asked of whom",
        "every ten seconds. Ends on Ctrl-C; started again, time goes on where it stopped."}, footer = {"", "Examples:",
                "  ./cda simulate",
                "  ./cda simulate --spot 100 --linear 100        200 markets on every venue",
                "  ./cda simulate --faults many --fault-seed 7   everything goes wrong, always the same",
                "  ./cda simulate --faults 0.01                  one request in a hundred", "",
                "With --faults other than none, markets are also delisted, halted, renamed and listed anew,",
                "rows are revised, and clocks are wrong by up to five minutes, until --calm-after days have",
                "passed; then all goes well."})
public final class SimulateCommand extends CdaCommand {
    private static final String DEMO_MARKETS = "-1";

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8090", description = "where it listens on 127.0.0.1 (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", description = "seed of the prices (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--history", paramLabel = "DAYS", defaultValue = "60", description = "days of history at the start (default: ${DEFAULT-VALUE})")
    private int historyDays;

    @Option(names = "--speed", paramLabel = "HOURS", defaultValue = "0.5", description = "simulated hours per second (default: ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--spot", paramLabel = "N", defaultValue = DEMO_MARKETS, description = "spot markets on every venue, up to 500 (default: what the demo has)")
    private int spot;

    @Option(names = "--linear", paramLabel = "N", defaultValue = DEMO_MARKETS, description = "contracts on every venue, up to 500 (default: what the demo has)")
    private int linear;

    @Option(names = "--faults", paramLabel = "HOW", defaultValue = "none", description = "none, some, many, or the part of the requests, 0 to 0.9 (default: ${DEFAULT-VALUE})")
    private String faults = "none";

    @Option(names = "--fault-seed", paramLabel = "N", defaultValue = "1", description = "seed of all that goes wrong (default: ${DEFAULT-VALUE})")
    private long faultSeed;

    @Option(names = "--calm-after", paramLabel = "DAYS", defaultValue = "30", description = "simulated days until nothing goes wrong any more (default: ${DEFAULT-VALUE})")
    private int calmAfterDays;

    @Override
    public Integer call() throws Exception {
        SimulatorConfig config = config();
        LocalPort listens = new LocalPort(port, "simulated venues", "--port");
        listens.requireFree();
        LogFiles.to(Files.createDirectories(data().resolve("logs").resolve("simulate")));
        SimulatorApp simulator = new SimulatorApp(config);
        PrintWriter out = out();
        simulator.start();
        SimulatorReporter teller = new SimulatorReporter(simulator, line -> {
            out.println(line);
            out.flush();
        });
        teller.welcome();
        boolean unused = UntilStopped.run(simulator, teller::tick);
        return 0;
    }

    private SimulatorConfig config() {
        try {
            Path folder = data().resolve("simulate").resolve("seed-" + seed + "-" + historyDays + "d");
            return new SimulatorConfig(port, folder, new SimulatorConfig.Seeded(seed, Duration.ofDays(historyDays),
                    speed, false, markets(), unrest()));
        } catch (IllegalArgumentException wrong) {
            throw usageError(wrong);
        }
    }

    /// What is not said is as in the demo.
    private VenueMarkets markets() {
        VenueMarkets usual = Dialects.demoMarkets();
        return usual.changed(count -> new VenueMarkets.Count(spot < 0 ? count.spot() : spot,
                linear < 0 ? count.linear() : linear));
    }

    private FaultProfile unrest() {
        FaultProfile unrest = switch (faults) {
            case "none" -> FaultProfile.none();
            case "some" -> FaultProfile.some(faultSeed);
            case "many" -> FaultProfile.many(faultSeed);
            default -> FaultProfile.some(faultSeed).withFaultRate(rate());
        };
        return unrest.withLength(Duration.ofDays(calmAfterDays));
    }

    private double rate() {
        try {
            double rate = Double.parseDouble(faults);
            if (rate >= 0 && rate <= 0.9) {
                return rate;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(rateWanted(), noNumber);
        }
        throw new IllegalArgumentException(rateWanted());
    }

    private String rateWanted() {
        return "--faults must be none, some, many or a number from 0 to 0.9, but was " + faults;
    }
}
