package io.cryptodata.allinone.cli.cleanup;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.api.database.Database;
import io.cryptodata.allinone.cli.command.DatabaseOption;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.cleanup.CleanupReport;
import io.cryptodata.sinks.cleanup.CleanupResult;
import io.cryptodata.sinks.cleanup.IndicatorCleanup;
import io.cryptodata.sinks.cleanup.KafkaCleanupRecords;
import io.cryptodata.sinks.database.DatabaseAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.InstantSource;

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
        KafkaCleanupRecords records = new KafkaCleanupRecords(broker.require(addresses), registry.require(addresses));
        CleanupResult result = cleanup.run(IndicatorCleanup.Mode.DELETE, () -> false);
        int status = print(result);
        if (result instanceof CleanupResult.Ran(CleanupReport report)) {
            record(records, report);
        }
        return status;
    }

    private IndicatorCleanup cleanup() throws Exception {
        String url = database.require(addresses());
        try {
            CleanupConfig config = new CleanupConfig(CleanupConfig.never().at(), rowsAtOnce);
            Database.connect(url).close(); // fails with one sentence if the address is wrong
            return new IndicatorCleanup(new DatabaseAccess(url, Database.userIn(url), Database.passwordIn(url)),
                    config.rowsAtOnce(), InstantSource.system());
        } catch (IllegalArgumentException invalid) {
            throw usageError("--rows-at-once is " + rowsAtOnce + ": " + invalid.getMessage());
        }
    }

    private int print(CleanupResult result) {
        return switch (result) {
            case CleanupResult.RunsElsewhere _ -> throw new UserError(
                    "another cleanup of this database is running: wait for its end, which ./cda sql \"SELECT * FROM logs\" shows");
            case CleanupResult.Ran(CleanupReport report) -> {
                out().print(CleanupText.of(report, dryRun));
                out().flush();
                yield report.outcome() == CleanupReport.Outcome.OK ? 0 : 1;
            }
        };
    }

    private static void record(KafkaCleanupRecords records, CleanupReport report) {
        try {
            records.add(report);
        } catch (IOException e) {
            throw new UserError("the cleanup is done, but " + e.getMessage(), e);
        }
    }
}
