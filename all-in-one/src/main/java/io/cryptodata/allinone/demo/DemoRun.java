package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.service.logging.LogFiles;
import io.cryptodata.allinone.embedded.PartEvent;
import io.cryptodata.allinone.embedded.StartException;
import io.cryptodata.allinone.product.ProductRun;
import io.cryptodata.simulator.SimulatorApp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One run of the demo, from the first check to the last part stopped. Stopped by [#close()], by Ctrl-C and by SIGTERM.
final class DemoRun implements AutoCloseable {
    /// How long nothing may move before a replay is given up.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DemoOptions options;
    private final Consumer<String> out;
    private final EmbeddedRuntime servers;
    private final DemoParts parts;
    private final ProductRun run;

    private DemoRun(DemoOptions options, Consumer<String> out, EmbeddedRuntime servers, SimulatorApp simulator) {
        this.options = options;
        this.out = out;
        this.servers = servers;
        this.parts = new DemoParts(servers, simulator, options.replay() != null);
        this.run = new ProductRun(servers, parts.product(), out, this::isNews);
    }

    /// Checks everything that can be checked before anything starts, candle files included.
    static DemoRun prepare(DemoOptions options, Consumer<String> out) {
        SimulatorApp simulator = new SimulatorApp(DemoParts.simulatorConfig(options));
        simulator.skippedFiles().forEach(file -> out.accept("left out: " + file.file() + ", " + file.reason()));
        EmbeddedRuntime servers = EmbeddedRuntime.prepare(DemoParts.embeddedConfig(options),
                DataFolder.FreeSpace.ofDisk());
        requireSimulatorPort(options, servers);
        LogFiles.to(servers.folder().logs());
        servers.endedLeftOvers().forEach(ended -> out.accept("ended what an earlier run had left: " + ended));
        return new DemoRun(options, out, servers, simulator);
    }

    private static void requireSimulatorPort(DemoOptions options, EmbeddedRuntime servers) {
        try {
            new LocalPort(options.ports().simulator(), "simulated venues", "--simulator-port").requireFree();
        } catch (StartException taken) {
            servers.close();
            throw taken;
        }
    }

    void start() {
        run.start(parts::endpoints);
    }

    EmbeddedRuntime servers() {
        return servers;
    }

    /// What must be in the database once everything that the venue has at this moment has come through.
    Expected expected() {
        return parts.expected();
    }

    /// What is in the database now; empty while it does not answer.
    Optional<Landed> landed() {
        return rows().now();
    }

    /// Whether everything that the venue has is fetched, published and folded.
    boolean everythingFolded() {
        return parts.everythingFolded();
    }

    /// How often a part was brought back.
    int restarts(String part) {
        return run.restarts(part);
    }

    boolean sinksAreHealthy() {
        return parts.sinksAreHealthy();
    }

    /// Prints where everything is and waits for the signal to stop.
    ///
    /// @return the exit status
    int untilStopped() {
        out.accept(StartBanner.text(options, parts));
        HistoryProgress history = new HistoryProgress(parts.expected(), rows()::now, System::nanoTime);
        return run.untilStopped(history::next);
    }

    /// Waits until everything has landed and prints what it came to.
    ///
    /// @return the exit status: 0 only if every acceptable row is in the database
    int untilLanded() {
        Expected expected = parts.expected();
        CpuByPart cpu = new CpuByPart(servers.children());
        Map<String, Duration> before = cpu.sinceStart();
        Landing landing = new Landing(expected, rows()::now, out, System::nanoTime)
                .stage("everything fetched and published", parts::everythingPublished)
                .stage("everything folded", parts::everythingFolded);
        try {
            Landing.Outcome outcome = landing.await(PATIENCE, run.stopped());
            if (!outcome.complete()) {
                complain(expected, outcome.landed());
            }
            out.accept(new Summary(expected, outcome.complete(), outcome.landed(), outcome.before().rows(),
                    outcome.seconds(), outcome.stages(), CpuByPart.between(before, cpu.sinceStart())).text());
            return outcome.complete() ? 0 : 1;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private LandedRows rows() {
        return new LandedRows(parts.database(), parts::quarantined);
    }

    private void complain(Expected expected, Landed landed) {
        out.accept("Not everything arrived, and nothing has moved for " + PATIENCE.toSeconds() + " s:");
        expected.missingFrom(landed).forEach((market, missing) -> out.accept("  " + market + ": " + missing));
        if (landed.indicatorRows() < expected.indicatorRows()) {
            out.accept("  indicators: " + landed.indicatorRows() + " of " + expected.indicatorRows() + " rows");
        }
        if (landed.quarantined() < expected.quarantined()) {
            out.accept("  quarantine: " + landed.quarantined() + " of " + expected.quarantined() + " rows");
        }
        out.accept("  what happened is in " + servers.folder().logs());
    }

    /// Beginnings are told by their end, and a step that is done has nothing to stop. After a replay the summary is the
    /// last word.
    private boolean isNews(PartEvent event) {
        return switch (event) {
            case PartEvent.Starting starting -> !starting.elapsed().isZero();
            case PartEvent.Stopped stopped -> !options.once() && parts.product().isRunning(stopped.part());
            case PartEvent.Started _,PartEvent.Died _,PartEvent.Mended _,PartEvent.NotMended _,PartEvent.Lost _ ->
                true;
        };
    }

    @Override
    public void close() {
        run.close();
    }
}
