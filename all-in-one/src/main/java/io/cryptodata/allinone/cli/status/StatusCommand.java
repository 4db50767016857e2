package io.cryptodata.allinone.cli.status;

import io.cryptodata.allinone.cli.Addresses;
import io.cryptodata.allinone.cli.BrokerOption;
import io.cryptodata.allinone.cli.CommonOptions;
import io.cryptodata.allinone.cli.DatabaseOption;
import io.cryptodata.allinone.cli.RegistryOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/// `./cda status`: how each part is, and how far each market has come.
@Command(name = "status", sortOptions = false, header = "show each part, task, venue and market", description = {
        "Asks every part of the running instance, shows how the last run of each task went, of each venue how",
        "far its markets have come, and of each market that lacks something the last closed candle in the",
        "database and how many closed hours are still on their way."}, footer = {"", "Examples:",
                "  ./cda status", "  ./cda status --all",
                "  ./cda status --json | jq '.markets[] | select(.lag_hours > 1)'", "",
                "Exit status 0 only if every part is up."})
public final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Option(names = "--all", description = "show every market, not only those that lack something")
    private boolean all;

    @Option(names = "--connect", paramLabel = "URL", defaultValue = "${env:CDA_CONNECT}", description = "Connect worker (default: that of the running instance, or CDA_CONNECT)")
    private @Nullable String connect;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Addresses addresses = Addresses.of(common.data());
        Status status = new StatusQuery(broker.require(addresses), registry.require(addresses),
                database.require(addresses),
                addresses.require(Addresses.Service.CONNECT, connect),
                addresses.find(Addresses.Service.SIMULATOR, null)).status();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StatusText.forPrograms(status));
        } else {
            StatusText.forPeople(status, all, out);
        }
        out.flush();
        return status.isEverythingUp() ? 0 : 1;
    }
}
