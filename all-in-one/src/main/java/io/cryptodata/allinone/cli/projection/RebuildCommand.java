package io.cryptodata.allinone.cli.projection;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.DatabaseOption;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.task.SynchronousTaskRuns;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.sinks.deployment.SinkTable;
import io.cryptodata.sinks.projection.KafkaSourceTopic;
import io.cryptodata.sinks.projection.RebuiltTable;
import io.cryptodata.sinks.projection.TableRebuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `./cda rebuild`: tables from their topics.
@Command(name = "rebuild", header = "rebuild tables from their topics", description = {
        "Reads the topic of each table, and changes the rows that differ from it: absent ones are inserted, other",
        "values replaced, rows that were never published deleted. Harmless while everything runs: readers see the",
        "former rows until the new ones are complete, and the sink waits for some seconds. Longer candles follow.",
        "Rows that the cleanup has removed do not come back. Where a topic no longer has everything (logs, and the",
        "tables of compacted topics), rows that it lacks stay and are counted. Recorded in the table logs. The",
        "operators' tables asset_declaration and flags are rebuilt by name only: after an older state of the",
        "database was restored, and before the sinks start (docs/how-to/back-up-and-restore.md)."}, footer = {
                "", "Examples:", "  ./cda rebuild h1_data", "  ./cda rebuild h1_data indicators",
                "  ./cda rebuild --all",
                "  ./cda rebuild asset_declaration flags --delete-absent",
                "  ./cda verify-store               finds what a rebuild would change"})
public final class RebuildCommand extends CdaCommand {
    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "h1_data, indicators, asset_listing, universe, cg_data, logs, completeness, asset_declaration or flags")
    private List<String> names = List.of();

    @Option(names = "--all", description = "all that sinks fill")
    private boolean all;

    @Option(names = "--delete-absent", description = "delete rows that the topic does not have, even where it no longer has everything")
    private boolean deleteAbsent;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Override
    public Integer call() throws Exception {
        if (all == !names.isEmpty()) {
            throw usageError("name tables, or choose all of them with --all");
        }
        List<SinkTable> tables = tables();
        Addresses addresses = addresses();
        KafkaAccess servers = broker.require(addresses);
        HttpAccess schemas = registry.require(addresses);
        TableRebuild rebuild = new TableRebuild(database.login(addresses, role(tables)),
                table -> KafkaSourceTopic.of(servers, table.topic()), TopicSchemas.of(schemas),
                new StagingLines(err(), InstantSource.system()));
        SynchronousTaskRuns runs = new SynchronousTaskRuns(servers, schemas);
        for (SinkTable table : tables) {
            Instant started = Instant.now();
            RebuiltTable rebuilt = rebuild.run(table,
                    deleteAbsent ? TableRebuild.Absent.DELETE : TableRebuild.Absent.KEEP);
            print(text(rebuilt));
            record(runs, rebuilt, started);
        }
        return 0;
    }

    private List<SinkTable> tables() {
        try {
            return all ? SinkTable.ALL : SinkTables.namedOfAny(names);
        } catch (IllegalArgumentException unknown) {
            throw usageError(unknown);
        }
    }

    /// Operators' rows belong to the owner.
    private static DatabaseRole role(List<SinkTable> tables) {
        return SinkTable.OF_OPERATORS.stream().anyMatch(tables::contains)
                ? DatabaseRole.OWNER
                : DatabaseRole.WRITER;
    }

    static String text(RebuiltTable rebuilt) {
        String kept = rebuilt.kept() == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d rows stay that %s does not have (--delete-absent)", rebuilt.kept(),
                        rebuilt.topic());
        String withoutRow = rebuilt.records().withoutRow() == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d records are no row", rebuilt.records().withoutRow());
        return String.format(Locale.ROOT,
                "%s: %,d rows of %s: %,d inserted, %,d changed, %,d deleted%s%s; %.1f s, writers waited %.1f s",
                rebuilt.table(), rebuilt.rows(), rebuilt.topic(), rebuilt.inserted(), rebuilt.updated(),
                rebuilt.deleted(), kept, withoutRow, rebuilt.secondsReading() + rebuilt.secondsLocked(),
                rebuilt.secondsLocked());
    }

    private static void record(SynchronousTaskRuns runs, RebuiltTable rebuilt, Instant started) {
        try {
            runs.publish(new TaskReport("rebuild." + rebuilt.table(), started, Instant.now(), TaskReport.Outcome.OK,
                    Map.of("rows", rebuilt.rows(), "inserted", rebuilt.inserted(), "changed", rebuilt.updated(),
                            "deleted", rebuilt.deleted(), "kept", rebuilt.kept()),
                    null));
        } catch (IOException e) {
            throw new UserError("the table " + rebuilt.table() + " is rebuilt, but " + e.getMessage(), e);
        }
    }
}
