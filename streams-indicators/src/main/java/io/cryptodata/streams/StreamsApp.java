package io.cryptodata.streams;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.topic.GroupLag;
import io.cryptodata.streams.candle.CandleTopology;
import io.cryptodata.streams.coingecko.CoinTopology;
import io.cryptodata.streams.failure.ThreadFailures;
import io.cryptodata.streams.runtime.StartCheck;
import io.cryptodata.streams.runtime.StreamsProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The stream process: candles in, indicator rows and longer candles out; CoinGecko's rows in, the same enriched out; each
/// exactly once.
public final class StreamsApp implements AutoCloseable {
    /// How the stream is.
    public enum State {
        /// Not started yet, or restoring its state.
        STARTING,
        /// Working, or waiting for candles.
        RUNNING,
        /// A service that it needs is away; it goes on by itself when that is back.
        WAITING,
        /// Stopped for good by what [#trouble()] says.
        FAILED,
        /// Closed by us.
        STOPPED
    }

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private final StreamsConfig config;
    private final MeterRegistry meters;
    private final ThreadFailures failures = new ThreadFailures();
    private @Nullable Admin admin;
    private @Nullable KafkaStreams streams;
    private @Nullable KafkaStreamsMetrics kafkaMeters;
    private volatile boolean closed;

    public StreamsApp(StreamsConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
    }

    /// Waits for broker, topics, registry and schemas, then starts. Returns before stored state is restored.
    ///
    /// @throws SetupException saying what is missing after the configuration's patience
    public synchronized void start() {
        if (streams != null) {
            throw new IllegalStateException("the stream was started before; make a new one");
        }
        Admin questions = Admin.create(StreamsProperties.ofAdmin(config));
        admin = questions;
        StartCheck.waitUntilReady(questions, config);
        KafkaStreams started = made();
        started.setUncaughtExceptionHandler(failures);
        started.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                failures.areOver();
            }
        });
        kafkaMeters = new KafkaStreamsMetrics(started);
        kafkaMeters.bindTo(meters);
        streams = started;
        started.start();
    }

    private KafkaStreams made() {
        var settings = StreamsProperties.of(config, meters);
        Topology topology = StreamsTopology.build(new TopologyConfig(settings),
                new CandleTopology.Formats(AvroSerdes.of(Candle.class, config.registryUrl()),
                        AvroSerdes.of(Indicators.class, config.registryUrl()),
                        AvroSerdes.of(CandleRollup.class, config.registryUrl())),
                new CoinTopology.Formats(AvroSerdes.of(CoinMarket.class, config.registryUrl()),
                        AvroSerdes.of(CoinSnapshot.class, config.registryUrl())),
                meters);
        return new KafkaStreams(topology, settings);
    }

    /// How the stream is now.
    public State state() {
        KafkaStreams running = streams;
        if (closed) {
            return State.STOPPED;
        }
        if (failures.isFatal()) {
            return State.FAILED;
        }
        if (failures.trouble().isPresent()) {
            return State.WAITING;
        }
        return running == null ? State.STARTING : stateOf(running.state());
    }

    /// What is wrong, in one sentence; empty if nothing is.
    public Optional<String> trouble() {
        return failures.trouble();
    }

    /// How many candles that readers can see have no result that readers can see; 0 is caught up. It counts the
    /// transactions' markers, so that it is an upper bound.
    ///
    /// @return empty before the start, and when the broker does not answer
    public OptionalLong lag() {
        Admin questions = admin;
        return questions == null || closed
                ? OptionalLong.empty()
                : GroupLag.measure(questions, StreamsProperties.APPLICATION_ID, TopicName.CANDLES_1H);
    }

    /// Stops within 20 seconds and leaves the group, so that the next start need not wait. Harmless when repeated.
    @Override
    public synchronized void close() {
        closed = true;
        failures.close();
        if (streams != null) {
            streams.close(CloseOptions.timeout(CLOSE_PATIENCE)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
        if (kafkaMeters != null) {
            kafkaMeters.close();
        }
        if (admin != null) {
            admin.close(CLOSE_PATIENCE);
        }
    }

    private static State stateOf(KafkaStreams.State state) {
        return switch (state) {
            case CREATED, REBALANCING -> State.STARTING;
            case RUNNING -> State.RUNNING;
            case PENDING_ERROR, ERROR -> State.FAILED;
            case PENDING_SHUTDOWN, NOT_RUNNING -> State.STOPPED;
        };
    }
}
