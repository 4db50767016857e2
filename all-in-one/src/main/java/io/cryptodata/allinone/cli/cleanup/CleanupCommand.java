package io.cryptodata.allinone.cli.cleanup;

import io.cryptodata.allinone.cli.Addresses;
import io.cryptodata.allinone.cli.BrokerOption;
import io.cryptodata.allinone.cli.CommonOptions;
import io.cryptodata.allinone.cli.Database;
import io.cryptodata.allinone.cli.DatabaseOption;
import io.cryptodata.allinone.cli.RegistryOption;
import io.cryptodata.allinone.cli.UserError;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.cleanup.CleanupReport;
import io.cryptodata.sinks.cleanup.CleanupResult;
import io.cryptodata.sinks.cleanup.IndicatorCleanup;
import io.cryptodata.sinks.cleanup.KafkaCleanupRecords;
import io.cryptodata.sinks.database.DatabaseAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/// `./cda cleanup`: the weekly cleanup, once and now.
@Command(name = "cleanup", sortOptions = false, header = "remove replaced indicator rows", description = {
        "Every hour writes a row per timeframe: of a longer bucket that has grown by an hour, only the newest",
        "row says something. This deletes the others. Hourly rows and the newest row of each bucket stay, so",
        "that every query gives the same answer. The sinks do the same each Sunday at 03:00 UTC.",
        "Harmless while everything runs, and when repeated. The run is recorded in the table logs.",
        "Only a demo misses the rows: './cda demo --once' on the same folder counts one per timeframe."}, footer = {"",
                "Examples:", "  ./cda cleanup --dry-run          count only", "  ./cda cleanup",
                "  ./cda sql \"SELECT * FROM logs WHERE process = 'cleanup' ORDER BY started_at DESC LIMIT 5\"", "",
                "Exit status 0 if no replaced row is left."})
public final class CleanupCommand implements Callable<Integer> {
    @Option(names = "--dry-run", description = "change nothing, record nothing: count what would be deleted")
    private boolean dryRun;

    @Option(names = "--rows-at-once", paramLabel = "N", defaultValue = ""
            + CleanupConfig.ROWS_AT_ONCE, description = "rows looked at in one transaction (default: ${DEFAULT-VALUE})")
    private int rowsAtOnce;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        IndicatorCleanup cleanup = cleanup();
        if (dryRun) {
            return tell(cleanup.run(IndicatorCleanup.Mode.COUNT, () -> false));
        }
        Addresses addresses = Addresses.of(common.data());
        KafkaCleanupRecords records = new KafkaCleanupRecords(broker.require(addresses), registry.require(addresses));
        CleanupResult result = cleanup.run(IndicatorCleanup.Mode.DELETE, () -> false);
        int status = tell(result);
        if (result instanceof CleanupResult.Ran(CleanupReport report)) {
            record(records, report);
        }
        return status;
    }

    private IndicatorCleanup cleanup() throws Exception {
        String url = database.require(Addresses.of(common.data()));
        try {
            CleanupConfig config = new CleanupConfig(CleanupConfig.never().at(), rowsAtOnce);
            Database.connect(url).close(); // says in one sentence what is wrong with the address
            return new IndicatorCleanup(new DatabaseAccess(url, Database.userIn(url), Database.passwordIn(url)),
                    config.rowsAtOnce(), InstantSource.system());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--rows-at-once is " + rowsAtOnce + ": "
                    + wrong.getMessage(), wrong);
        }
    }

    private int tell(CleanupResult result) {
        return switch (result) {
            case CleanupResult.RunsElsewhere _ -> throw new UserError(
                    "another cleanup of this database is under way: wait until it has ended, ./cda sql \"SELECT * FROM logs\" shows it then");
            case CleanupResult.Ran(CleanupReport report) -> {
                spec.commandLine().getOut().print(CleanupText.of(report, dryRun));
                spec.commandLine().getOut().flush();
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
