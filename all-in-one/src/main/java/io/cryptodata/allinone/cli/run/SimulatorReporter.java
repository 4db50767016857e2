package io.cryptodata.allinone.cli.run;

import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.faults.FaultPlan;
import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.venue.SimulatedVenue;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Prints the addresses of the simulated venues and the number of requests.
final class SimulatorReporter {
    private static final int INTERVAL_SECONDS = 10;

    private final SimulatorApp simulator;
    private final Consumer<String> out;
    private int seconds;

    SimulatorReporter(SimulatorApp simulator, Consumer<String> out) {
        this.simulator = simulator;
        this.out = out;
    }

    /// Prints the address of each venue with an example request.
    void welcome() {
        out.accept("simulated venues at " + simulator.baseUrl() + ", simulated time " + time());
        simulator.examples().forEach((name, example) -> out.accept(lineOf(name, example)));
        simulator.plans().values().stream().map(FaultPlan::describe).distinct()
                .filter(plan -> !plan.endsWith("no faults")).forEach(plan -> out.accept("faults of " + plan));
        out.accept("Stop with Ctrl-C.");
    }

    private String lineOf(String name, URI example) {
        SimulatedVenue venue = simulator.venues().get(name);
        return System.lineSeparator() + "%-10s %s  %s%n  curl '%s'".formatted(name, simulator.venueUrl(name),
                venue == null ? "" : listed(venue.markets()), example);
    }

    private static String listed(List<ListedMarket> markets) {
        long spot = markets.stream().filter(listed -> listed.market().isSpot()).count();
        return spot + " spot markets, " + (markets.size() - spot) + " contracts";
    }

    /// Called once per second; prints the counts every ten seconds.
    void secondPassed() {
        seconds++;
        if (seconds % INTERVAL_SECONDS == 0) {
            out.accept(counts());
        }
    }

    /// One line: requests per venue, refused requests and faults.
    String counts() {
        String requests = simulator.venues().values().stream()
                .map(venue -> venue.exchange() + " " + venue.requests()).collect(Collectors.joining(", "));
        long refused = simulator.venues().values().stream().flatMap(venue -> venue.refused().values().stream())
                .mapToLong(Long::longValue).sum();
        long faults = simulator.plans().values().stream().flatMap(plan -> plan.counts().values().stream())
                .mapToLong(Long::longValue).sum();
        return time() + "  requests: " + requests + ", coingecko " + simulator.coinGecko().requests() + "; refused "
                + refused + "; faults " + faults;
    }

    private Instant time() {
        return simulator.clock().now().truncatedTo(ChronoUnit.SECONDS);
    }
}
