package io.cryptodata.allinone.interop;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.topic.IdempotentProducers;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/// Records that are sent at once to topics that were just created. The leader of a new partition refuses them for a moment; see
/// [IdempotentProducers].
@ExtendWith(Servers.Shared.class)
class FreshTopicsIT {
    private static final int ROUNDS = 5;
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 3000;

    private final Servers servers;

    FreshTopicsIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void topics_accept_every_record_once_they_are_ensured() {
        try (Admin admin = servers.admin()) {
            for (int round = 0; round < ROUNDS; round++) {
                String topic = "fresh.ensured." + round;
                TopicAdmin.ensure(admin,
                        new Topics(List.of(new Topic(topic, PARTITIONS, Topic.Kept.FOR_EVER, null))), 1);
                assertThat(failures(topic, Map.of("acks", "all"))).isEmpty();
            }
        }
    }

    @Test
    void with_one_request_in_flight_every_record_is_written_while_the_topic_is_created() throws Exception {
        try (Admin admin = servers.admin()) {
            for (int round = 0; round < ROUNDS; round++) {
                String topic = "fresh.created." + round;
                admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get(1, TimeUnit.MINUTES);
                assertThat(failures(topic, IdempotentProducers.SETTINGS)).isEmpty();
            }
        }
    }

    /// Sends many small batches by a new producer.
    private Set<String> failures(String topic, Map<String, Object> settings) {
        Set<String> failures = new ConcurrentSkipListSet<>();
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(Map.of("bootstrap.servers", servers.bootstrap(), "linger.ms", 0, "delivery.timeout.ms", 180_000,
                "request.timeout.ms", 60_000));
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(all, new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int number = 0; number < RECORDS; number++) {
                var unused = producer.send(new ProducerRecord<>(topic, number % PARTITIONS, null, new byte[200]),
                        (record, failure) -> {
                            if (failure != null) {
                                failures.add(String.valueOf(failure.getMessage()));
                            }
                        });
            }
            producer.flush();
        }
        return failures;
    }
}
