package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.market.World;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/// The process of the simulated venues: five with their real limits, 250 markets of each kind on each, and no faults. It
/// reads requests from standard input, one a line, and writes one line in response to each.
///
/// | request | response |
/// |---|---|
/// | `to TIME` | sets simulated time forward; how many milliseconds it is behind wall time |
/// | `expected` | how many hours must be on the topic by now |
/// | `present HOUR` | the keys of all markets with a row of that epoch hour |
/// | `requests` | how many requests each venue has received |
/// | `exceeded` | which limits were exceeded, and how often |
final class CycleVenues {
    static final List<String> NAMES = List.of("binance", "bybit", "okx", "bitget", "mexc");
    static final int OF_EACH_KIND = 250;
    static final Duration HISTORY = Duration.ofHours(3);
    static final Instant START = SimulatorConfig.SEEDED_START.plus(Duration.ofMinutes(1));

    private final CycleClock clock;
    private final SimulatorApp simulator;

    private CycleVenues(CycleClock clock, SimulatorApp simulator) {
        this.clock = clock;
        this.simulator = simulator;
    }

    /// @param arguments an empty folder and the seed
    public static void main(String[] arguments) throws IOException {
        CycleClock clock = new CycleClock(START, InstantSource.system());
        VenueMarkets markets = VenueMarkets.everywhere(NAMES, new VenueMarkets.Count(OF_EACH_KIND, OF_EACH_KIND));
        SimulatorConfig config = new SimulatorConfig(0, Path.of(arguments[0]), new SimulatorConfig.Seeded(
                Long.parseLong(arguments[1]), HISTORY, 1, false, markets, FaultProfile.none()));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (SimulatorApp simulator = new SimulatorApp(config, clock);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            simulator.start();
            out.println(simulator.baseUrl());
            CycleVenues venues = new CycleVenues(clock, simulator);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(venues.respond(line.split(" ")));
            }
        }
    }

    private String respond(String[] words) {
        return switch (words[0]) {
            case "to" -> Long.toString(clock.setForward(Instant.parse(words[1])).toMillis());
            case "expected" -> Long.toString(simulator.expectedCandles().acceptable());
            case "present" -> present(Long.parseLong(words[1]));
            case "requests" -> NAMES.stream().map(venue -> venue + "=" + simulator.venue(venue).requests())
                    .collect(Collectors.joining(" "));
            case "exceeded" -> String.join(", ", simulator.budgetsExceeded());
            default -> throw new IllegalArgumentException("unknown request " + words[0]);
        };
    }

    private String present(long hour) {
        World world = simulator.world().orElseThrow();
        return NAMES.stream().flatMap(venue -> world.venue(venue).everListed().stream())
                .filter(market -> world.presentHours(market, hour, hour + 1).length > 0).map(Market::key)
                .collect(Collectors.joining(" "));
    }
}
