package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.Part;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.simulator.SimulatorApp;

/// The simulated venues as a part of the run.
final class SimulatorPart implements Part {
    private final SimulatorApp simulator;

    SimulatorPart(SimulatorApp simulator) {
        this.simulator = simulator;
    }

    @Override
    public String name() {
        return "simulator";
    }

    @Override
    public void start() {
        simulator.start();
    }

    @Override
    public void close() {
        simulator.close();
    }

    @Override
    public Health health() {
        return Health.up();
    }

    @Override
    public String describe() {
        return simulator.expectedCandles().markets().size() + " markets with candles at " + simulator.baseUrl()
                + ", simulated time " + simulator.clock().now();
    }
}
