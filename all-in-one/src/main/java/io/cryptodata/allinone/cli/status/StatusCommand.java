package io.cryptodata.allinone.cli.status;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.DatabaseOption;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.api.json.Json;
import io.cryptodata.api.status.StatusQuery;
import io.cryptodata.api.status.StatusSources;
import io.cryptodata.api.status.SystemStatus;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.sinks.deployment.OverridesSource;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.Instant;

/// `./cda status`: the state of each part, and how far each market has come.
@Command(name = "status", header = "show each part, task, venue and market", description = {
        "Asks every part of the running instance at the same time, and shows its state, the space on its disk,",
        "the outcome of each task's last run, how far the markets of each venue have come, how far its clock is",
        "ahead of the producers' and what is wrong with it, and for each incomplete market the last closed candle",
        "in the database and how many closed hours are not there yet. Degraded: it works, but needs attention."}, footer = {
                "", "Examples:",
                "  ./cda status", "  ./cda status --all",
                "  ./cda status --json | jq '.markets[] | select(.lag_hours > 1)'", "",
                "Exit status 0 only if every part is up."})
public final class StatusCommand extends CdaCommand {
    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Option(names = "--all", description = "show every market, not only incomplete ones")
    private boolean all;

    @Option(names = "--connect", paramLabel = "URL", description = "Connect worker (default: CDA_CONNECT, or that of the running instance)")
    private @Nullable String connect;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "10", description = "how long to wait for each part; all are asked at the same time (default: ${DEFAULT-VALUE})")
    private int timeout;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Override
    public Integer call() {
        if (timeout < 1) {
            throw usageError("--timeout must be at least 1 second, but was " + timeout);
        }
        SystemStatus status = new StatusQuery(sources(addresses()), Duration.ofSeconds(timeout)).status();
        if (json) {
            out().println(Json.of(status));
        } else {
            StatusText.tables(status, all, Instant.now(), out());
        }
        out().flush();
        return status.isEverythingUp() ? 0 : 1;
    }

    private StatusSources sources(Addresses addresses) {
        return new StatusSources(broker.require(addresses), registry.require(addresses),
                database.require(addresses, DatabaseRole.READER),
                new HttpAccess(addresses.require(Addresses.Server.CONNECT, connect),
                        addresses.settings().ofConnect()),
                addresses.find(Addresses.Server.SIMULATOR, null),
                addresses.find(Addresses.Server.HEALTH, null), addresses.settings().token(),
                StreamsProperties.APPLICATION_ID,
                OverridesSource.SLOT);
    }
}
