package io.cryptodata.allinone.cli.ledger;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.api.completeness.MarketLedger;
import io.cryptodata.api.json.Json;
import io.cryptodata.api.topic.TopicTables;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerReset;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.publishing.LedgerWriter;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.task.SynchronousTaskRuns;
import io.cryptodata.service.task.TaskReport;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// `./cda ledger`: shows the ledger of one market, or starts the market again.
@Command(name = "ledger", header = "show what is recorded of one market, or start it again", description = {
        "show prints which hours of a market are present, missing, confirmed empty or not available. reset removes",
        "this record, or what it has from an hour on: those hours are fetched and published again with the same values.",
        "Hours of the last day keep their revisions; an older hour that had been corrected is published again",
        "as revision 0, which no table lets replace the later one. Harmless while everything runs: a reset takes",
        "effect within seconds, and within a minute for a market that is not polled because of its ledger. It",
        "is recorded in the table logs."}, footer = {"", "Examples:", "  ./cda ledger show binance:BTC/USDT",
                "  ./cda ledger show binance:BTC/USDT --json | jq '.missing'",
                "  ./cda ledger reset binance:BTC/USDT --from 2026-01-01T00:00:00Z",
                "  ./cda ledger reset binance:BTC/USDT          from the first hour on"})
public final class LedgerCommand extends CdaCommand {
    private static final int EXAMPLES = 5;

    @Parameters(index = "0", paramLabel = "show|reset", description = "what to do")
    private String action = "";

    @Parameters(index = "1", paramLabel = "MARKET", description = "exchange:asset, for example binance:BTC/USDT")
    private String market = "";

    @Option(names = "--json", description = "with show: one JSON object")
    private boolean json;

    @Option(names = "--from", paramLabel = "HOUR", description = "with reset: keep what is recorded before this hour")
    private @Nullable String from;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Override
    public Integer call() throws Exception {
        switch (action) {
            case "show" -> {
                if (from != null) {
                    throw usageError("--from is an option of reset");
                }
                show();
            }
            case "reset" -> {
                if (json) {
                    throw usageError("--json is an option of show");
                }
                reset(marketOf(market), from == null ? null : hourOf(from));
            }
            default -> throw usageError("expected show or reset, but was '" + action + "'");
        }
        return 0;
    }

    private void show() {
        marketOf(market);
        Addresses addresses = addresses();
        Map<String, LedgerEntry> ledgers = ledgers(broker.require(addresses), registry.require(addresses));
        LedgerEntry found = ledgers.get(market);
        if (found == null) {
            throw unknown(ledgers.keySet());
        }
        MarketLedger ledger = MarketLedger.of(found);
        if (json) {
            out().println(Json.of(ledger));
        } else {
            LedgerText.print(ledger, out());
        }
        out().flush();
    }

    private Map<String, LedgerEntry> ledgers(KafkaAccess servers, HttpAccess schemas) {
        return new TopicTables(servers, schemas, unreadable -> err().println("warning: " + unreadable)).ledgers();
    }

    private void reset(Market which, @Nullable Long hour) throws Exception {
        Addresses addresses = addresses();
        KafkaAccess servers = broker.require(addresses);
        HttpAccess schemas = registry.require(addresses);
        Instant started = Instant.now();
        LedgerReset reset = new LedgerReset(started);
        LedgerWriter.Change change;
        try {
            change = new LedgerWriter(servers, schemas)
                    .replace(which, before -> hour == null ? reset.all(before) : reset.from(before, hour))
                    .orElseThrow(() -> unknown(ledgers(servers, schemas).keySet()));
        } catch (IllegalArgumentException invalid) {
            throw usageError("--from: " + invalid.getMessage());
        } catch (KafkaException failed) {
            throw new UserError("the ledger of " + market + " was not reset: " + failed.getMessage(), failed);
        }
        record(new SynchronousTaskRuns(servers, schemas), report(started, change));
        print("reset " + market + ": " + described(change.before()) + " -> " + described(change.after()));
    }

    private TaskReport report(Instant started, LedgerWriter.Change change) {
        return new TaskReport("ledger.reset", started, Instant.now(), TaskReport.Outcome.OK,
                Map.of("present_before", change.before().present(), "present_after", change.after().present()),
                market + ": " + described(change.before()) + " -> " + described(change.after()));
    }

    private static void record(SynchronousTaskRuns runs, TaskReport report) {
        try {
            runs.publish(report);
        } catch (IOException e) {
            throw new UserError("the ledger is reset, but " + e.getMessage(), e);
        }
    }

    private static String described(Ledger ledger) {
        MarketLedger shown = MarketLedger.of(LedgerRecords.toAvro(ledger));
        return shown.recordedFrom() == null
                ? "nothing recorded"
                : shown.recordedFrom() + " to " + shown.recordedTo() + " (" + shown.present() + " hours present)";
    }

    private UserError unknown(Collection<String> existing) {
        List<String> similar = existing.stream().filter(key -> key.startsWith(market.split(":", 2)[0] + ":")).toList();
        List<String> shown = (similar.isEmpty() ? existing.stream() : similar.stream()).limit(EXAMPLES).toList();
        return new UserError("no ledger of '" + market + "'; there are " + existing.size()
                + (shown.isEmpty() ? "" : ", such as " + String.join(", ", shown)) + " (./cda gaps --all)");
    }

    private Market marketOf(String key) {
        try {
            return Market.ofKey(key);
        } catch (IllegalArgumentException invalid) {
            throw usageError("MARKET must be exchange:asset, for example binance:BTC/USDT: " + invalid.getMessage());
        }
    }

    private long hourOf(String text) {
        try {
            Instant hour = Instant.parse(text);
            if (Timeframe.instantOf(Timeframe.epochHourOf(hour)).equals(hour)) {
                return Timeframe.epochHourOf(hour);
            }
        } catch (DateTimeException e) {
            throw usageError("--from must be an hour like 2026-01-01T00:00:00Z, but was '" + text + "'");
        }
        throw usageError("--from must be a full hour like 2026-01-01T00:00:00Z, but was '" + text + "'");
    }
}
