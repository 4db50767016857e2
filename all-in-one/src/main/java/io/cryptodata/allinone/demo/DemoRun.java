package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.DataOption;
import io.cryptodata.allinone.embedded.EmbeddedRuntime;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.allinone.embedded.PartEvent;
import io.cryptodata.allinone.product.ApiPort;
import io.cryptodata.allinone.product.ProductRun;
import io.cryptodata.simulator.SimulatorApp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One run of the demo, from the first check to the end of the last part. Stopped by [#close()], by Ctrl-C and by SIGTERM.
final class DemoRun implements AutoCloseable {
    /// a replay fails when the counts have not changed for so long
    private static final Duration PROGRESS_TIMEOUT = Duration.ofMinutes(3);

    private final DemoOptions options;
    private final Consumer<String> out;
    private final EmbeddedRuntime servers;
    private final DemoParts parts;
    private final ProductRun run;

    private DemoRun(DemoOptions options, Consumer<String> out, EmbeddedRuntime servers, SimulatorApp simulator) {
        this.options = options;
        this.out = out;
        this.servers = servers;
        this.parts = new DemoParts(servers, simulator, options);
        this.run = new ProductRun(servers, parts.product(), out, this::isShown);
    }

    /// Checks everything that can be checked before anything starts, candle files included.
    static DemoRun prepare(DemoOptions options, Consumer<String> out) {
        SimulatorApp simulator = new SimulatorApp(DemoParts.simulatorConfig(options));
        simulator.skippedFiles().forEach(file -> out.accept("skipped: " + file.file() + ", " + file.reason()));
        EmbeddedRuntime servers = ProductRun.prepare(DemoParts.embeddedConfig(options),
                List.of(new LocalPort(options.ports().simulator(), "simulated venues", "--simulator-port"),
                        ApiPort.of(options.ports().api())),
                out);
        return new DemoRun(options, out, servers, simulator);
    }

    void start() {
        run.start(parts::endpoints);
    }

    EmbeddedRuntime servers() {
        return servers;
    }

    /// The simulated venues.
    SimulatorApp simulator() {
        return parts.simulator();
    }

    /// The rows that must be in the database once all that the venues have now is processed.
    ExpectedRows expected() {
        return parts.expected();
    }

    /// The current rows in the database; empty while it does not respond.
    Optional<StoredRows> stored() {
        return rows().now();
    }

    /// Whether everything that the venues have is fetched, published and folded.
    boolean everythingFolded() {
        return parts.everythingFolded();
    }

    /// The number of restarts of a part.
    int restarts(String part) {
        return run.restarts(part);
    }

    boolean sinksAreHealthy() {
        return parts.sinksAreHealthy();
    }

    /// Prints the start message and waits for the signal to stop.
    ///
    /// @return the exit status
    int awaitStop() {
        out.accept(run.startMessage(
                DemoHints.text(parts.example(), parts.bootstrap(), options.replay() == null,
                        DataOption.of(options.data()))));
        HistoryProgress history = new HistoryProgress(parts.expected(), rows()::now, System::nanoTime);
        return run.awaitStop(history::next);
    }

    /// Waits until every row is in the database and prints the summary.
    ///
    /// @return the exit status: 0 only if every acceptable row is in the database
    int awaitCompletion() {
        ExpectedRows expected = parts.expected();
        CpuByPart cpu = new CpuByPart(servers.children());
        Map<String, Duration> before = cpu.sinceStart();
        CompletionMonitor monitor = new CompletionMonitor(expected, rows()::now, out, System::nanoTime)
                .stage("everything fetched and published", parts::everythingPublished)
                .stage("everything folded", parts::everythingFolded);
        try {
            CompletionMonitor.Outcome outcome = monitor.await(PROGRESS_TIMEOUT, run.stopped());
            if (!outcome.complete()) {
                reportMissing(expected, outcome.stored());
            }
            out.accept(new Summary(expected, outcome.complete(), outcome.stored(), outcome.before(),
                    outcome.seconds(), outcome.stages(), CpuByPart.between(before, cpu.sinceStart())).text());
            return outcome.complete() ? 0 : 1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private StoredRowCounter rows() {
        return new StoredRowCounter(parts.database(), parts::quarantined);
    }

    private void reportMissing(ExpectedRows expected, StoredRows stored) {
        out.accept("Rows are missing, and no row was added for " + PROGRESS_TIMEOUT.toSeconds() + " s:");
        expected.missingFrom(stored).forEach((market, missing) -> out.accept("  " + market + ": " + missing));
        if (stored.quarantined() < expected.quarantined()) {
            out.accept("  quarantine: " + stored.quarantined() + " of " + expected.quarantined() + " rows");
        }
        parts.steps().forEach(step -> out.accept("  " + step));
        out.accept("  see the logs in " + servers.folder().logs());
    }

    /// After a replay the summary comes last.
    private boolean isShown(PartEvent event) {
        boolean afterSummary = options.once() && event instanceof PartEvent.Stopped;
        return !afterSummary && parts.product().isShown(event);
    }

    @Override
    public void close() {
        run.close();
    }
}
