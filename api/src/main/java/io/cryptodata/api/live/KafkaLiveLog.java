package io.cryptodata.api.live;

import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/// The topics on a broker.
final class KafkaLiveLog implements LiveLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLiveLog.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final int REQUEST_MILLIS = 10_000;
    private static final int MOST_POLLED = 2000;
    private static final int FETCH_BYTES = 4 << 20;
    private static final int PARTITION_BYTES = 1 << 20;

    private final KafkaAccess broker;
    private final Map<LiveTopic, Serde<? extends SpecificRecord>> serdes = new EnumMap<>(LiveTopic.class);
    private @Nullable Admin admin;

    KafkaLiveLog(KafkaAccess broker, HttpAccess registry) {
        this.broker = broker;
        serdes.put(LiveTopic.HOURS, AvroSerdes.of(Candle.class, registry));
        serdes.put(LiveTopic.ROLLUPS, AvroSerdes.of(CandleRollup.class, registry));
        serdes.put(LiveTopic.INDICATORS, AvroSerdes.of(Indicators.class, registry));
        serdes.put(LiveTopic.TASKS, AvroSerdes.of(TaskRun.class, registry));
    }

    private synchronized Admin admin() {
        Admin opened = admin;
        if (opened == null) {
            opened = Admin.create(broker.with(Map.of("client.id", "cda-api-live-admin", "request.timeout.ms",
                    REQUEST_MILLIS, "default.api.timeout.ms", REQUEST_MILLIS)));
            admin = opened;
        }
        return opened;
    }

    /// A request to the broker.
    private interface Request<T> {
        T send(Admin admin) throws ExecutionException, InterruptedException;
    }

    private <T> T send(Request<T> request) {
        try {
            return request.send(admin());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    @Override
    public Layout layout() {
        return send(admin -> {
            var topics = admin.describeTopics(Arrays.stream(LiveTopic.values()).map(LiveTopic::topic).toList())
                    .allTopicNames().get();
            return Layout.of(admin.describeCluster().clusterId().get(), Arrays.stream(LiveTopic.values())
                    .map(topic -> Objects.requireNonNull(topics.get(topic.topic()))).toList());
        });
    }

    @Override
    public Position recent(Layout layout, Duration back, int most) {
        long since = System.currentTimeMillis() - back.toMillis();
        long[] ends = offsets(layout, OffsetSpec.latest());
        long[] firsts = offsets(layout, OffsetSpec.earliest());
        long[] after = offsets(layout, OffsetSpec.forTimestamp(since));
        for (int slot = 0; slot < ends.length; slot++) {
            long recent = after[slot] < 0 ? ends[slot] : after[slot];
            after[slot] = Math.max(firsts[slot], Math.max(recent, ends[slot] - most));
        }
        return new Position(layout, after);
    }

    @Override
    public Position beginning(Layout layout) {
        return new Position(layout, offsets(layout, OffsetSpec.earliest()));
    }

    private long[] offsets(Layout layout, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        List<TopicPartition> partitions = layout.slots().stream().map(KafkaLiveLog::partition).toList();
        partitions.forEach(partition -> wanted.put(partition, spec));
        return send(admin -> {
            var found = admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get();
            return partitions.stream().mapToLong(partition -> Objects.requireNonNull(found.get(partition)).offset())
                    .toArray();
        });
    }

    private static TopicPartition partition(Layout.Slot slot) {
        return new TopicPartition(slot.topic().topic(), slot.partition());
    }

    @Override
    public Reading read(Layout layout, Map<Integer, Long> from) {
        return new KafkaReading(layout, from);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(CLOSE);
        }
        serdes.values().forEach(Serde::close);
    }

    private final class KafkaReading implements Reading {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<Layout.Slot> slots;
        private final Map<TopicPartition, Integer> slotOf = new HashMap<>();

        private KafkaReading(Layout layout, Map<Integer, Long> from) {
            slots = layout.slots();
            consumer = new KafkaConsumer<>(broker.with(Map.of("client.id", "cda-api-live", "isolation.level",
                    "read_committed", "enable.auto.commit", false, "allow.auto.create.topics", false,
                    "auto.offset.reset", "none", "max.poll.records", MOST_POLLED, "fetch.max.bytes", FETCH_BYTES,
                    "max.partition.fetch.bytes", PARTITION_BYTES, "fetch.max.wait.ms", 100)),
                    new ByteArrayDeserializer(), new ByteArrayDeserializer());
            from.keySet().forEach(slot -> slotOf.put(partition(slots.get(slot)), slot));
            consumer.assign(slotOf.keySet());
            from.forEach((slot, offset) -> consumer.seek(partition(slots.get(slot)), offset));
        }

        /// What cannot be read for now, because the registry does not respond, is read again with the next poll.
        @Override
        public List<LiveEvent> poll() {
            Map<TopicPartition, Long> before = new HashMap<>();
            slotOf.keySet().forEach(partition -> before.put(partition, consumer.position(partition)));
            List<LiveEvent> events = new ArrayList<>();
            try {
                for (ConsumerRecord<byte[], byte[]> stored : consumer.poll(POLL)) {
                    LiveEvent event = event(stored);
                    if (event != null) {
                        events.add(event);
                    }
                }
                return events;
            } catch (RuntimeException unavailable) {
                before.forEach(consumer::seek);
                throw unavailable;
            }
        }

        private @Nullable LiveEvent event(ConsumerRecord<byte[], byte[]> stored) {
            int slot = slotOf.getOrDefault(new TopicPartition(stored.topic(), stored.partition()), -1);
            LiveTopic topic = slots.get(slot).topic();
            Serde<? extends SpecificRecord> serde = serdes.get(topic);
            if (stored.value() == null || serde == null) {
                return null;
            }
            try {
                Deserializer<? extends SpecificRecord> values = serde.deserializer();
                return LiveRows.of(topic, new LiveRows.Place(slot, stored.offset(), stored.timestamp()),
                        values.deserialize(stored.topic(), stored.value()));
            } catch (SerializationException | IllegalArgumentException unreadable) {
                LOG.debug("{} {} {} is not part of the stream", stored.topic(), stored.partition(), stored.offset(),
                        unreadable);
                return null;
            }
        }

        @Override
        public long offset(int slot) {
            return consumer.position(partition(slots.get(slot)));
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }
}
