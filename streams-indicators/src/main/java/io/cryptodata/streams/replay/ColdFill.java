package io.cryptodata.streams.replay;

import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.LastVersions;
import io.cryptodata.domain.market.Market;
import io.cryptodata.service.logging.MarketLog;
import io.cryptodata.streams.candle.ColdMarkets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC.MDCCloseable;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Replays the cold markets of this process, one after the other, in steps that do not wait. The hours of a market are
/// published in several transactions, the next one when the stream has folded the one before and live candles are caught
/// up, so that these wait for one transaction at most. Only the last hour of a replay ends it: one that is not continued
/// counts for nothing.
final class ColdFill implements AutoCloseable {
    /// what the stream folds in about a tenth of a second
    static final int HOURS_PER_TRANSACTION = 2000;
    static final Duration IDLE = Duration.ofSeconds(2);
    static final Duration WHILE_LIVE_WORK = Duration.ofMillis(500);
    static final Duration UNTIL_FOLDED = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(ColdFill.class);

    private final ColdMarkets cold;
    private final LiveWork live;
    private final OpenPartition.Opener opener;
    private final FillProgress progress;
    private final Set<Market> unread = new HashSet<>();
    private SequencedMap<String, LastVersions> group = new LinkedHashMap<>();
    private @Nullable OpenPartition open;
    private @Nullable Filling filling;

    /// A market of which hours are published.
    ///
    /// @param published how many of its hours
    /// @param end the offset after the last of them
    private record Filling(Market market, List<FoldedHour> hours, int published, long end) {}

    ColdFill(ColdMarkets cold, LiveWork live, OpenPartition.Opener opener, LongSupplier nanoClock) {
        this.cold = cold;
        this.live = live;
        this.opener = opener;
        this.progress = new FillProgress(nanoClock);
    }

    /// Makes the next step. After a failure the market is replayed from its first hour.
    ///
    /// @return the delay before the next one
    /// @throws org.apache.kafka.common.KafkaException if the broker or the registry does not respond
    Duration step() throws InterruptedException {
        boolean done = false;
        try {
            Duration delay = live.isRunning() ? proceed() : IDLE;
            done = true;
            return delay;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /// How far it is; empty if there is nothing to do.
    String describe() {
        int waiting = waiting();
        return waiting == 0 ? "" : progress.describe(waiting);
    }

    private int waiting() {
        return cold.count() - cold.refused().size();
    }

    private Duration proceed() throws InterruptedException {
        OpenPartition partition = open;
        if (partition == null) {
            return openNext();
        }
        if (!cold.assigned().contains(partition.number())) {
            close();
            return Duration.ZERO;
        }
        Filling current = filling;
        return current == null ? begin(partition) : proceed(partition, current);
    }

    private Duration openNext() {
        OptionalInt next = cold.nextPartition();
        if (next.isEmpty()) {
            return IDLE;
        }
        unread.addAll(cold.waitingIn(next.getAsInt()));
        Set<String> wanted = unread.stream().map(Market::key).collect(Collectors.toSet());
        open = opener.open(next.getAsInt(), wanted::contains);
        LOG.info("replaying {} cold markets of partition {}", wanted.size(), next.getAsInt());
        return Duration.ZERO;
    }

    private Duration begin(OpenPartition partition) {
        Map.Entry<String, LastVersions> next = group.pollFirstEntry();
        if (next != null) {
            filling = new Filling(Market.ofKey(next.getKey()), next.getValue().inOrder(), 0, 0);
            return Duration.ZERO;
        }
        if (!live.isCaughtUp(cold.assigned())) {
            return WHILE_LIVE_WORK;
        }
        group = partition.next();
        group.keySet().forEach(market -> unread.remove(Market.ofKey(market)));
        if (group.isEmpty()) {
            unread.stream().filter(cold::isCold)
                    .forEach(market -> refuse(market, "candles.1h has no candle of it"));
            close();
        }
        return Duration.ZERO;
    }

    private Duration proceed(OpenPartition partition, Filling current) throws InterruptedException {
        if (current.published > 0 && !live.hasFolded(partition.number(), current.end)) {
            return UNTIL_FOLDED;
        }
        boolean complete = current.published == current.hours.size();
        if (complete || !cold.isCold(current.market)) {
            finish(current);
            return Duration.ZERO;
        }
        if (!live.isCaughtUp(cold.assigned())) {
            return WHILE_LIVE_WORK;
        }
        int to = Math.min(current.published + HOURS_PER_TRANSACTION, current.hours.size());
        long end = partition.write(current.market.key(), current.hours, current.published, to);
        progress.published(to - current.published);
        filling = new Filling(current.market, current.hours, to, end);
        return UNTIL_FOLDED;
    }

    private void finish(Filling finished) {
        filling = null;
        if (cold.isCold(finished.market)) {
            refuse(finished.market, "the stream did not use the replay, which lacks hours that it has folded");
        } else if (finished.published > 0) {
            progress.filled();
        }
        int waiting = waiting();
        String line = waiting == 0 ? progress.describe(0) : progress.due(waiting);
        if (line != null) {
            LOG.info("{}", line);
        }
        if (waiting == 0) {
            progress.reset();
        }
    }

    private void refuse(Market market, String reason) {
        cold.refuse(market);
        try (MDCCloseable _ = MarketLog.about(market.key())) {
            LOG.warn(
                    "{} stays without a column or timeframe in its former rows until the next start: {}; run ./cda replay"
                            + " --market {}",
                    market, reason, market);
        }
    }

    /// Ends the replay of the current market where it is.
    @Override
    public void close() {
        OpenPartition closed = open;
        open = null;
        filling = null;
        group = new LinkedHashMap<>();
        unread.clear();
        if (closed != null) {
            closed.close();
        }
    }
}
