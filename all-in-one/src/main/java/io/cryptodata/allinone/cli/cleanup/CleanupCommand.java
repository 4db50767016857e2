package io.cryptodata.allinone.cli.cleanup;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.DatabaseOption;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.api.database.Database;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.task.SynchronousTaskRuns;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.sinks.cleanup.IndicatorCleanup;
import io.cryptodata.sinks.config.CleanupConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// `./cda cleanup`: the weekly cleanup, once and now.
@Command(name = "cleanup", header = "remove replaced indicator rows", description = {
        "Every hour adds a row per timeframe, which replaces the earlier rows of the same longer bucket. This",
        "deletes the replaced rows. Hourly rows and the newest row of each bucket stay, so that every query has",
        "the same result. The sinks do the same each Sunday at 03:00 UTC.",
        "Harmless while everything runs, and when repeated. The run is recorded in the table logs.",
        "Only a demo needs the rows: './cda demo --once' on the same folder counts one per timeframe."}, footer = {"",
                "Examples:", "  ./cda cleanup --dry-run          count only", "  ./cda cleanup",
                "  ./cda sql \"SELECT * FROM logs WHERE process = 'cleanup' ORDER BY started_at DESC LIMIT 5\"", "",
                "Exit status 0 if no replaced row is left."})
public final class CleanupCommand extends CdaCommand {
    @Option(names = "--dry-run", description = "change nothing, record nothing: count what would be deleted")
    private boolean dryRun;

    @Option(names = "--rows-at-once", paramLabel = "N", defaultValue = ""
            + CleanupConfig.ROWS_AT_ONCE, description = "rows read in one transaction (default: ${DEFAULT-VALUE})")
    private int rowsAtOnce;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Override
    public Integer call() throws Exception {
        IndicatorCleanup cleanup = cleanup();
        if (dryRun) {
            return print(cleanup.run(IndicatorCleanup.Mode.COUNT, () -> false));
        }
        Addresses addresses = addresses();
        SynchronousTaskRuns runs = new SynchronousTaskRuns(broker.require(addresses), registry.require(addresses));
        Optional<TaskReport> report = cleanup.run(IndicatorCleanup.Mode.DELETE, () -> false);
        int status = print(report);
        if (report.isPresent()) {
            record(runs, report.get());
        }
        return status;
    }

    private IndicatorCleanup cleanup() throws Exception {
        try {
            CleanupConfig config = new CleanupConfig(CleanupConfig.never().at(), rowsAtOnce);
            Addresses addresses = addresses();
            // fails with one sentence if the address is wrong
            Database.connect(database.require(addresses, DatabaseRole.WRITER)).close();
            return new IndicatorCleanup(database.login(addresses, DatabaseRole.WRITER), config.rowsAtOnce(),
                    InstantSource.system());
        } catch (IllegalArgumentException invalid) {
            throw usageError("--rows-at-once is " + rowsAtOnce + ": " + invalid.getMessage());
        }
    }

    private int print(Optional<TaskReport> result) {
        TaskReport report = result.orElseThrow(() -> new UserError(
                "another cleanup of this database is running: wait for its end, which ./cda sql \"SELECT * FROM logs\" shows"));
        out().print(CleanupText.of(report, dryRun));
        out().flush();
        return report.outcome() == TaskReport.Outcome.OK ? 0 : 1;
    }

    private static void record(SynchronousTaskRuns runs, TaskReport report) {
        try {
            runs.publish(report);
        } catch (IOException e) {
            throw new UserError("the cleanup is done, but " + e.getMessage(), e);
        }
    }
}
