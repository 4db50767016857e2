package io.cryptodata.allinone.cli.projection;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.DatabaseOption;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.api.json.Json;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.sinks.deployment.SinkTable;
import io.cryptodata.sinks.projection.KafkaSinkPositions;
import io.cryptodata.sinks.projection.KafkaSourceTopic;
import io.cryptodata.sinks.projection.StoreVerification;
import io.cryptodata.sinks.projection.VerifiedTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// `./cda verify-store`: tables against their topics.
@Command(name = "verify-store", header = "compare tables with their topics", description = {
        "Reads the topic of each table, and compares every row and column, with code of its own and not with that of",
        "the sink. Changes nothing. Right while everything runs: a row counts once the sink has written all of its",
        "records. Rows that the cleanup has removed are no differences. Prints the differences by market and day,",
        "and the first ones in full; ./cda rebuild repairs them."}, footer = {"", "Examples:",
                "  ./cda verify-store", "  ./cda verify-store h1_data --show 50",
                "  ./cda verify-store --json | jq 'select(.different > 0)'", "",
                "Exit status 0 if all rows are equal, 1 if some differ, 2 wrong usage, 3 if rows could not be compared."})
public final class VerifyStoreCommand extends CdaCommand {
    private static final int DIFFERENT = 1;
    private static final int NOT_COMPARED = 3;
    private static final int MAX_SHOWN = 10_000;

    @Parameters(paramLabel = "TABLE", arity = "0..*", description = "h1_data, indicators, asset_listing, cg_data, logs or completeness (default: all)")
    private List<String> names = List.of();

    @Option(names = "--show", paramLabel = "N", defaultValue = "10", description = "how many differences to print per table (default: ${DEFAULT-VALUE})")
    private int shown;

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "60", description = "how long to wait for the sink of a table (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--json", description = "one JSON object per table and line")
    private boolean json;

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Override
    public Integer call() throws Exception {
        List<SinkTable> tables = tables();
        if (shown < 0 || shown > MAX_SHOWN || seconds < 0) {
            throw usageError("--show must be 0 to " + MAX_SHOWN + ", and --wait not negative");
        }
        Addresses addresses = addresses();
        KafkaAccess servers = broker.require(addresses);
        int status = 0;
        try (KafkaSinkPositions positions = new KafkaSinkPositions(servers)) {
            StoreVerification verification = new StoreVerification(database.login(addresses, DatabaseRole.WRITER),
                    table -> KafkaSourceTopic.of(servers, table.topic()), TopicSchemas.of(registry.require(addresses)),
                    positions, Duration.ofSeconds(seconds), new StagingLines(err(), InstantSource.system()));
            for (SinkTable table : tables) {
                VerifiedTable verified = verification.run(table, shown);
                print(json ? Json.of(verified) : VerifyText.of(verified).stripTrailing());
                status = worse(status, verified);
            }
        }
        return status;
    }

    private static int worse(int status, VerifiedTable verified) {
        if (verified.differences() > 0) {
            return DIFFERENT;
        }
        return status == 0 && verified.undecided() > 0 ? NOT_COMPARED : status;
    }

    private List<SinkTable> tables() {
        try {
            return names.isEmpty() ? SinkTable.ALL : SinkTables.named(names);
        } catch (IllegalArgumentException unknown) {
            throw usageError(unknown);
        }
    }

    @Override
    public int failureStatus() {
        return NOT_COMPARED;
    }
}
