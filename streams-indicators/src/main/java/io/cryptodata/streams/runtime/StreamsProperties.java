package io.cryptodata.streams.runtime;

import io.cryptodata.streams.config.Membership;
import io.cryptodata.streams.config.StreamsConfig;
import io.cryptodata.streams.failure.DeadLetters;
import io.cryptodata.streams.failure.RefusedRecords;
import io.cryptodata.streams.failure.UnreadableRecords;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import static org.apache.kafka.streams.StreamsConfig.adminClientPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

/// Our configuration as settings of Kafka Streams and its clients.
public final class StreamsProperties {
    /// The name of the consumer group, and the prefix of transactions and changelog topics: another one starts over.
    public static final String APPLICATION_ID = "cryptodata-streams";
    /// The topic that the state of markets is restored from. It has as many partitions as the topics of markets.
    public static final String MARKET_CHANGELOG = APPLICATION_ID + "-market-state-changelog";

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);
    /// of the session timeout: one lost heartbeat does not end it
    private static final int HEARTBEATS_PER_SESSION = 3;
    /// A member learns from its heartbeat that partitions are assigned anew, however long the session is.
    private static final int LONGEST_HEARTBEAT_MS = 3000;
    private static final long SHORTEST_REQUEST_MS = 500;
    private static final long LONGEST_REQUEST_MS = 5000;
    private static final long STORE_CACHE_BYTES = 64L << 20;
    private static final int BUFFERED_RECORDS_PER_PARTITION = 1000;
    private static final int PRODUCER_BATCH_BYTES = 128 << 10;

    /// The broker may reject a transaction's first batch while it still ends the transaction before; batches in flight
    /// behind it are then rejected as out of order and sent again. One in flight costs nothing measurable and avoids that.
    private static final int IN_FLIGHT = 1;

    private StreamsProperties() {}

    /// The settings of Kafka Streams.
    public static org.apache.kafka.streams.StreamsConfig of(StreamsConfig config, MeterRegistry meters) {
        return of(config, config.membership(), meters);
    }

    /// The same with another membership than the configured one.
    public static org.apache.kafka.streams.StreamsConfig of(StreamsConfig config, Membership membership,
            MeterRegistry meters) {
        Map<String, Object> settings = new HashMap<>(config.broker().with(identity(config)));
        settings.putAll(guarantees(config));
        settings.putAll(membership(membership));
        settings.putAll(limits());
        settings.putAll(DeadLetters.settings(meters));
        return new org.apache.kafka.streams.StreamsConfig(settings);
    }

    /// The settings of an admin client for status queries.
    public static Map<String, Object> ofAdmin(StreamsConfig config) {
        int timeout = (int) Math.clamp(config.startTimeout().toMillis(), SHORTEST_REQUEST_MS, LONGEST_REQUEST_MS);
        return config.broker().with(Map.of(AdminClientConfig.CLIENT_ID_CONFIG, APPLICATION_ID + "-questions",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout));
    }

    private static Map<String, Object> identity(StreamsConfig config) {
        return Map.of(org.apache.kafka.streams.StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID,
                org.apache.kafka.streams.StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString(),
                org.apache.kafka.streams.StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replicas(),
                org.apache.kafka.streams.StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads(),
                org.apache.kafka.streams.StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    }

    /// State, output and dead letters are committed in one transaction.
    private static Map<String, Object> guarantees(StreamsConfig config) {
        return Map.of(org.apache.kafka.streams.StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                org.apache.kafka.streams.StreamsConfig.EXACTLY_ONCE_V2,
                org.apache.kafka.streams.StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitEvery().toMillis(),
                producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int) TRANSACTION_TIMEOUT.toMillis(),
                org.apache.kafka.streams.StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                UnreadableRecords.class,
                org.apache.kafka.streams.StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                RefusedRecords.class);
    }

    /// Static members and standbys both need the classic protocol: the streams protocol of this version has neither.
    private static Map<String, Object> membership(Membership membership) {
        int session = (int) membership.sessionTimeout().toMillis();
        Map<String, Object> settings = new HashMap<>(Map.of(
                org.apache.kafka.streams.StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, membership.standbys(),
                mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session,
                mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.min(LONGEST_HEARTBEAT_MS, session / HEARTBEATS_PER_SESSION)));
        membership.instance().ifPresent(
                name -> settings.put(mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
        return settings;
    }

    /// Live and replayed candles are folded in any order: a task does not wait for candles of the other topic.
    private static Map<String, Object> limits() {
        return Map.of(org.apache.kafka.streams.StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                org.apache.kafka.streams.StreamsConfig.MAX_TASK_IDLE_MS_DISABLED,
                org.apache.kafka.streams.StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, STORE_CACHE_BYTES,
                org.apache.kafka.streams.StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class,
                org.apache.kafka.streams.StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                BUFFERED_RECORDS_PER_PARTITION,
                producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), PRODUCER_BATCH_BYTES,
                producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4",
                producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), IN_FLIGHT,
                adminClientPrefix(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG), 10_000);
    }
}
