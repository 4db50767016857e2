package io.cryptodata.streams.replay;

import io.cryptodata.domain.market.Market;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.retry.Backoff;
import io.cryptodata.streams.candle.ColdMarkets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Replays the cold markets of this process in the background, without a command: after a release with a new column or
/// timeframe, every market that was there before. See [ColdFill].
public final class BackgroundReplay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundReplay.class);
    private static final Backoff RETRIES = Backoff.between(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final int NAMED = 5;

    private final ColdMarkets cold;
    private final ColdFill fill;
    private final Loop loop;

    public BackgroundReplay(KafkaAccess broker, HttpAccess registry, ColdMarkets cold, LiveWork live) {
        this(cold, new ColdFill(cold, live, OpenPartition.of(broker, registry), System::nanoTime));
    }

    BackgroundReplay(ColdMarkets cold, ColdFill fill) {
        this.cold = cold;
        this.fill = fill;
        // reads whole partitions, and would keep the carrier of other virtual threads busy
        this.loop = Loop.of("background-replay", RETRIES, fill::step).onPlatformThread().closingWithin(CLOSE_TIMEOUT);
    }

    /// Starts; it waits by itself until the stream runs.
    public void start() {
        loop.start();
    }

    /// Up with the progress, or degraded by a failure of the last attempt and by markets whose replay was not used.
    public Health health() {
        List<String> reasons = new ArrayList<>();
        if (loop.health() instanceof Health.Degraded failed) {
            reasons.addAll(failed.reasons());
        }
        List<Market> refused = cold.refused();
        if (!refused.isEmpty()) {
            reasons.add(describe(refused));
        }
        return reasons.isEmpty() ? new Health.Up(fill.describe()) : new Health.Degraded(reasons);
    }

    private static String describe(List<Market> refused) {
        List<String> named = refused.stream().limit(NAMED).map(Market::key).toList();
        return "%d markets lack a column or timeframe in their former rows, and their replay was not used: %s%s; run ./cda replay"
                .formatted(refused.size(), String.join(", ", named), refused.size() > NAMED ? ", …" : "");
    }

    @Override
    public void close() {
        loop.close();
        try {
            fill.close();
        } catch (RuntimeException e) {
            LOG.debug("the background replay was not closed in order", e);
        }
    }
}
