package io.cryptodata.streams;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.domain.indicator.IndicatorColumn;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.Service;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.streams.candle.CandleTopology;
import io.cryptodata.streams.candle.ColdMarkets;
import io.cryptodata.streams.coingecko.CoinTopology;
import io.cryptodata.streams.config.StreamsConfig;
import io.cryptodata.streams.failure.ThreadFailures;
import io.cryptodata.streams.replay.BackgroundReplay;
import io.cryptodata.streams.replay.StreamLiveWork;
import io.cryptodata.streams.runtime.LagMeters;
import io.cryptodata.streams.runtime.StartCheck;
import io.cryptodata.streams.runtime.StreamsProperties;
import io.cryptodata.streams.state.RestoreProgress;
import io.cryptodata.streams.state.StandbyProgress;
import io.cryptodata.streams.state.StateFolder;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The stream process: candles in, indicator rows and longer candles out; CoinGecko's rows in, enriched snapshots out;
/// each exactly once.
///
/// Its health: starting while it waits for its dependencies or restores state, degraded while an unavailable service or a
/// full disk holds it up, or a cold market cannot be replayed, down after a failure that a retry cannot cure.
public final class StreamsApp implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final StreamsConfig config;
    private final MeterRegistry meters;
    private final ThreadFailures failures = new ThreadFailures();
    private final RestoreProgress progress = new RestoreProgress();
    private final StateFolder folder;
    private final RestartedStreams streams;
    private final ColdMarkets cold;
    private volatile @Nullable Admin admin;
    private volatile @Nullable BackgroundReplay replay;
    private @Nullable LagMeters lags;
    private volatile boolean closed;

    public StreamsApp(StreamsConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
        this.folder = new StateFolder(config.stateDir(), StreamsProperties.APPLICATION_ID);
        this.cold = ColdMarkets.in(meters);
        progress.bind(meters);
        this.streams = new RestartedStreams(this::create, folder, failures, new RestartedStreams.Closing(CLOSE_TIMEOUT,
                config.membership().instance().isPresent()), meters);
    }

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public String describe() {
        return "%d indicators on %d timeframes, exactly once".formatted(IndicatorColumn.values().length,
                Timeframe.values().length);
    }

    /// Waits for broker, topics, registry and schemas, then starts. Returns before stored state is restored.
    ///
    /// @throws SetupException naming what is missing after the configured timeout
    @Override
    public synchronized void start() {
        if (admin != null) {
            throw new IllegalStateException("the stream was started before; create a new one");
        }
        LOG.info("starting with {}", config);
        streams.acquireFolder();
        Admin client = Admin.create(StreamsProperties.ofAdmin(config));
        admin = client;
        StartCheck.awaitReady(client, config, () -> closed);
        folder.keepOnlyOf(StartCheck.topicsBehindState(client));
        streams.start();
        LagMeters measured = new LagMeters(client, meters);
        measured.start();
        lags = measured;
        if (config.backgroundReplay() && !closed) {
            BackgroundReplay background = new BackgroundReplay(config.broker(), config.registry(), cold,
                    new StreamLiveWork(client, this::isRunning));
            background.start();
            replay = background;
        }
    }

    private boolean isRunning() {
        return !closed && progress.describe().isEmpty()
                && streams.state().filter(KafkaStreams.State.RUNNING::equals).isPresent();
    }

    private KafkaStreams create() {
        var settings = StreamsProperties.of(config, config.membership().orNamed(folder::memberName), meters);
        Topology topology = StreamsTopology.build(new TopologyConfig(settings),
                new CandleTopology.Formats(AvroSerdes.of(Candle.class, config.registry()),
                        AvroSerdes.of(Indicators.class, config.registry()),
                        AvroSerdes.of(CandleRollup.class, config.registry())),
                CorrectionWindow.of(config.correctionWindow()), cold,
                new CoinTopology.Formats(AvroSerdes.of(CoinMarket.class, config.registry()),
                        AvroSerdes.of(CoinSnapshot.class, config.registry())),
                meters);
        KafkaStreams created = new KafkaStreams(topology, settings);
        created.setUncaughtExceptionHandler(failures);
        progress.clear();
        created.setGlobalStateRestoreListener(progress);
        created.setStandbyUpdateListener(new StandbyProgress());
        return created;
    }

    @Override
    public Health health() {
        if (closed) {
            return new Health.Down("closed");
        }
        Health ofThreads = failures.health();
        Optional<String> restoring = progress.describe();
        if (restoring.isPresent() && !(ofThreads instanceof Health.Down)) {
            return new Health.Starting(restoring.get());
        }
        if (!(ofThreads instanceof Health.Up)) {
            return ofThreads;
        }
        return streams.state().map(this::healthOf)
                .orElseGet(() -> new Health.Starting("waiting for broker, topics, registry and schemas"));
    }

    private Health healthOf(KafkaStreams.State state) {
        return switch (state) {
            case CREATED, REBALANCING -> new Health.Starting("assigning partitions and restoring state");
            case RUNNING -> Optional.ofNullable(replay).map(BackgroundReplay::health).orElseGet(Health::up);
            case PENDING_ERROR, ERROR -> new Health.Down("all threads failed; see the log");
            case PENDING_SHUTDOWN, NOT_RUNNING -> new Health.Down("stopped");
        };
    }

    /// How many committed candles have no committed result yet; 0 is caught up. An upper bound: it includes transaction
    /// markers.
    ///
    /// @return empty before the start, and when the broker does not respond
    public OptionalLong lag() {
        Admin client = admin;
        return client == null || closed
                ? OptionalLong.empty()
                : GroupLag.measure(client, StreamsProperties.APPLICATION_ID, TopicName.CANDLES_1H);
    }

    /// Stops within 20 seconds. The member leaves the group, so that its partitions move at once; with a configured name it
    /// keeps them until the session timeout.
    @Override
    public void close() {
        closed = true;
        streams.cancel();
        release();
    }

    private synchronized void release() {
        BackgroundReplay background = replay;
        if (background != null) {
            background.close();
        }
        streams.close();
        LagMeters measured = lags;
        if (measured != null) {
            measured.close();
        }
        Admin client = admin;
        if (client != null) {
            client.close(CLOSE_TIMEOUT);
        }
    }
}
