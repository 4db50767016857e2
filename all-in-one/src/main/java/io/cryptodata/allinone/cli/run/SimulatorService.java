package io.cryptodata.allinone.cli.run;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.Service;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.simulator.SimulatorApp;

import java.time.Duration;

/// The simulated venues as a process of their own, with a report of their requests.
final class SimulatorService implements Service {
    private final SimulatorApp simulator;
    private final SimulatorReporter reporter;
    private final Loop reports;

    SimulatorService(SimulatorApp simulator, SimulatorReporter reporter) {
        this.simulator = simulator;
        this.reporter = reporter;
        this.reports = Loop.every(Duration.ofSeconds(1), "simulator-report", reporter::secondPassed);
    }

    @Override
    public String name() {
        return "simulate";
    }

    @Override
    public void start() {
        simulator.start();
        reporter.welcome();
        reports.start(Duration.ofSeconds(1));
    }

    @Override
    public Health health() {
        return reports.health();
    }

    @Override
    public String describe() {
        return "simulated venues at " + simulator.baseUrl();
    }

    @Override
    public void close() {
        reports.close();
        simulator.close();
    }
}
