package io.cryptodata.allinone.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.allinone.cli.Addresses;
import io.cryptodata.allinone.cli.BrokerOption;
import io.cryptodata.allinone.cli.CommonOptions;
import io.cryptodata.allinone.cli.DatabaseOption;
import io.cryptodata.allinone.cli.RegistryOption;
import io.cryptodata.allinone.cli.UserError;
import io.cryptodata.allinone.cli.ledger.LedgerTopic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `./cda status`: how each part is, and how far each market has come.
@Command(name = "status", sortOptions = false, header = "show each part and each market", description = {
        "Asks every part of the running instance, and shows of each market the last closed candle",
        "in the database and how many closed hours are still on their way."}, footer = {"", "Examples:",
                "  ./cda status", "  ./cda status --json | jq '.markets[] | select(.lag_hours > 1)'", "",
                "Exit status 0 only if every part is up."})
public final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "one JSON object")
    private boolean json;

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
        Status status = new Asking(broker.require(addresses), registry.require(addresses), database.require(addresses),
                addresses.require(Addresses.Service.CONNECT, connect),
                addresses.find(Addresses.Service.SIMULATOR, null)).status();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StatusText.forPrograms(status));
        } else {
            StatusText.forPeople(status, out);
        }
        out.flush();
        return status.isEverythingUp() ? 0 : 1;
    }

    private record Asking(String broker, String registry, String database, String connect, @Nullable String simulator) {

        Status status() {
            try (WebPart web = new WebPart()) {
                List<PartState> parts = new ArrayList<>(PartChecks.brokerAndStream(broker));
                parts.add(PartChecks.registry(web, registry));
                parts.add(PartChecks.database(database));
                parts.addAll(PartChecks.connect(web, connect));
                boolean canAsk = parts.stream().limit(3)
                        .allMatch(part -> part.part().equals("streams") || part.condition() == PartState.Condition.UP);
                List<MarketState> markets = canAsk ? markets(parts) : List.of();
                Map<String, Instant> clocks = new HashMap<>(Markets.atLeast(markets));
                venueTime(web, parts).forEach(clocks::put);
                return new Status(parts, markets, clocks);
            }
        }

        private List<MarketState> markets(List<PartState> parts) {
            try {
                Map<String, JsonNode> ledger = LedgerTopic.newest(broker, registry);
                Map<String, Instant> newest = newest(ledger);
                parts.add(PartState.up("producers", ledger.size() + " markets in the ledger"));
                return ledger.entrySet().stream()
                        .map(entry -> Markets.state(entry.getValue(), newest.get(entry.getKey()))).toList();
            } catch (UserError | IllegalStateException noLedger) {
                parts.add(PartState.down("producers", String.valueOf(noLedger.getMessage())));
                return List.of();
            }
        }

        private Map<String, Instant> newest(Map<String, JsonNode> ledger) {
            try {
                return Markets.newestCandles(database, ledger);
            } catch (SQLException | UserError unknown) {
                return Map.of(); // the database's own line says what is wrong with it
            }
        }

        private Map<String, Instant> venueTime(WebPart web, List<PartState> parts) {
            if (simulator == null) {
                return Map.of();
            }
            try {
                Instant now = Instant
                        .ofEpochMilli(web.ask(simulator + "/binance/api/v3/time").path("serverTime").asLong());
                parts.add(PartState.up("simulator", simulator + ", its clock is at " + now));
                return Map.of("binance", now);
            } catch (IOException silent) {
                parts.add(PartState.down("simulator", String.valueOf(silent.getMessage())));
                return Map.of();
            }
        }
    }
}
