package io.cryptodata.allinone.cli.replay;

import io.cryptodata.allinone.cli.command.Addresses;
import io.cryptodata.allinone.cli.command.BrokerOption;
import io.cryptodata.allinone.cli.command.CdaCommand;
import io.cryptodata.allinone.cli.command.RegistryOption;
import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.topic.TopicTables;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.publishing.LedgerWriter;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.service.task.SynchronousTaskRuns;
import io.cryptodata.service.task.TaskReport;
import io.cryptodata.streams.replay.Replay;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// `./cda replay`: rebuilds indicators and longer candles of markets.
@Command(name = "replay", header = "rebuild indicators of markets from their candles", description = {
        "Reads all hours of the markets from candles.1h, each in its last version, and folds them again in order.",
        "Use it for candles that came after the correction window (45 days), and after a release with a new",
        "indicator column or timeframe. Rows older than the window are published again with a greater revision,",
        "newer ones only if they change. Harmless while everything runs: readers see the former rows until the",
        "new ones replace them, and live candles are folded in between. It waits until the stream has folded",
        "everything, removes from the ledgers what it has folded in, and is recorded in the table logs. Which",
        "markets need a replay is printed by ./cda gaps."}, footer = {"", "Examples:",
                "  ./cda replay --market binance:BTC/USDT",
                "  ./cda replay --market binance:BTC/USDT --market okx:ETH/USDT --from 2026-01-01T00:00:00Z",
                "  ./cda replay --all"})
public final class ReplayCommand extends CdaCommand {
    @Option(names = "--market", paramLabel = "MARKET", description = "exchange:asset, for example binance:BTC/USDT; several times for several")
    private List<String> markets = List.of();

    @Option(names = "--all", description = "all markets")
    private boolean all;

    @Option(names = "--from", paramLabel = "INSTANT", description = "publish no rows of older hours, except where the stream finds a difference (default: all)")
    private @Nullable String from;

    @Option(names = "--no-wait", description = "publish the hours at once and end; live candles wait behind them")
    private boolean noWait;

    @Mixin
    private BrokerOption broker = new BrokerOption();

    @Mixin
    private RegistryOption registry = new RegistryOption();

    @Override
    public Integer call() throws Exception {
        if (all == !markets.isEmpty()) {
            throw usageError("name markets with --market, or all of them with --all");
        }
        Replay.Request request = new Replay.Request(marketsOf(markets), from == null ? Long.MIN_VALUE : hourOf(from),
                !noWait);
        Addresses addresses = addresses();
        run(request, broker.require(addresses), registry.require(addresses));
        return 0;
    }

    private void run(Replay.Request request, KafkaAccess servers, HttpAccess schemas) throws InterruptedException {
        Instant started = Instant.now();
        ReplayedLedgers ledgers = ledgers(servers, schemas);
        Replay.Result result = replay(request, servers, schemas, started);
        ledgers.complete(request, result).forEach(this::warn);
        requireAll(request.markets(), result.markets());
        TaskReport report = reportOf(result, started);
        record(new SynchronousTaskRuns(servers, schemas), report);
        out().println(ReplayProgress.summary(report, request.waits(), result.folded()));
        out().flush();
        String refused = report.detail();
        if (refused != null) {
            throw new UserError(refused);
        }
    }

    private static TaskReport reportOf(Replay.Result result, Instant started) {
        String refused = new TreeMap<>(result.refused()).entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue()).collect(Collectors.joining("; "));
        return new TaskReport("replay", started, Instant.now(),
                refused.isEmpty() ? TaskReport.Outcome.OK : TaskReport.Outcome.PARTIAL,
                Map.of("markets", (long) result.markets().size() - result.refused().size(), "candles",
                        result.candles()),
                refused.isEmpty() ? null : refused);
    }

    /// A replay does not depend on the ledgers.
    private ReplayedLedgers ledgers(KafkaAccess servers, HttpAccess schemas) {
        Collection<LedgerEntry> entries = List.of();
        try {
            entries = new TopicTables(servers, schemas, this::warn).ledgers().values();
        } catch (QueryException unreadable) {
            warn("no ledger is updated: " + unreadable.getMessage());
        }
        return new ReplayedLedgers(entries, new LedgerWriter(servers, schemas)::replace);
    }

    private Replay.Result replay(Replay.Request request, KafkaAccess servers, HttpAccess schemas, Instant started)
            throws InterruptedException {
        try {
            ReplayProgress progress = new ReplayProgress(err(), started, Instant::now);
            return new Replay(servers, schemas, request, progress).run();
        } catch (ProducerFencedException | InvalidProducerEpochException fenced) {
            throw new UserError("another ./cda replay was started and continues; this one ends", fenced);
        } catch (KafkaException | RegistryUnavailableException failed) {
            throw new UserError("the replay is not complete: " + failed.getMessage()
                    + "; markets that were printed are on the topic candles.replay", failed);
        }
    }

    private void warn(String problem) {
        err().println("warning: " + problem);
        err().flush();
    }

    private static void requireAll(Set<Market> wanted, Set<String> found) {
        Set<String> absent = new TreeSet<>();
        wanted.forEach(market -> absent.add(market.key()));
        absent.removeAll(found);
        if (!absent.isEmpty()) {
            throw new UserError("no candle of " + String.join(", ", absent)
                    + " is on candles.1h, so that nothing was replayed for it (./cda gaps --all lists the markets)");
        }
    }

    private static void record(SynchronousTaskRuns runs, TaskReport report) {
        try {
            runs.publish(report);
        } catch (IOException e) {
            throw new UserError("the replay is done, but " + e.getMessage(), e);
        }
    }

    private Set<Market> marketsOf(List<String> keys) {
        Set<Market> found = new LinkedHashSet<>();
        for (String key : keys) {
            try {
                found.add(Market.ofKey(key));
            } catch (IllegalArgumentException invalid) {
                throw usageError("--market must be exchange:asset, for example binance:BTC/USDT: "
                        + invalid.getMessage());
            }
        }
        return found;
    }

    /// The hour that the instant is in.
    private long hourOf(String text) {
        try {
            return Math.floorDiv(Instant.parse(text).getEpochSecond(), Candle.LENGTH.toSeconds());
        } catch (DateTimeException e) {
            throw usageError("--from must be an instant like 2026-01-01T00:00:00Z, but was '" + text + "'");
        }
    }
}
