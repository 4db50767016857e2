package io.cryptodata.allinone.ingest;

import io.cryptodata.api.topic.TopicTables;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Unreadable records on every compacted topic, before the producers start and while they run.
class PoisonRecordsIT {
    private static final byte[] POISON = "poison".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void poison_goes_to_the_dead_letters_once_and_every_market_is_fetched() throws Exception {
        try (IngestRig rig = new IngestRig(folder, new SimulatorConfig.Seeded(12, Duration.ofDays(20), 1, false))) {
            rig.createTopics();
            Market market = rig.simulator().expectedCandles().markets().keySet().iterator().next();
            PoisonRecords records = new PoisonRecords(rig.runtime().broker().bootstrap(),
                    rig.runtime().registry().url());
            int each = records.write();
            send(rig, TopicName.LEDGER, market.key());
            TopicTables tables = new TopicTables(KafkaAccess.plain(rig.runtime().broker().bootstrap()),
                    HttpAccess.plain(rig.runtime().registry().url()),
                    System.out::println);
            assertThat(tables.ledgers()).as("the tables of the command line").isEmpty();
            try (ProducersApp app = AcceleratedClock.producers(rig.config("one"), new SimpleMeterRegistry())) {
                app.start();
                IngestRig.await(app::caughtUp, () -> app.health() + " " + app.status());
                rig.awaitEveryHourOnce();
                PoisonRecords.TOPICS.forEach(topic -> {
                    int expected = topic.equals(TopicName.LEDGER) ? each + 1 : each;
                    IngestRig.await(() -> letters(rig, topic).size() >= expected, () -> topic);
                    assertThat(letters(rig, topic)).as(topic).hasSize(expected)
                            .allSatisfy(letter -> assertThat(header(letter, "origin.topic")).isEqualTo(topic));
                });
                assertThat(tables.ledgers()).containsKey(market.key());
                send(rig, TopicName.UNIVERSE, market.key());
                IngestRig.await(() -> letters(rig, TopicName.UNIVERSE).size() == each + 1, () -> "");
                assertThat(letters(rig, TopicName.UNIVERSE).getLast().value()).isEqualTo(POISON);
                IngestRig.await(
                        () -> app.status().markets().stream().anyMatch(status -> status.market().equals(market)),
                        () -> app.health() + " " + app.status());
            }
            try (ProducersApp again = AcceleratedClock.producers(rig.config("one"), new SimpleMeterRegistry())) {
                again.start();
                IngestRig.await(again::caughtUp, () -> again.health() + " " + again.status());
                assertThat(again.status().markets()).extracting(status -> status.market()).contains(market);
                rig.awaitEveryHourOnce();
                PoisonRecords.TOPICS.forEach(topic -> assertThat(letters(rig, topic)).as(topic + " after a restart")
                        .hasSizeLessThanOrEqualTo(each + 1).doesNotHaveDuplicates());
                assertThat(letters(rig, TopicName.LISTINGS)).hasSize(each);
            }
        }
    }

    @Test
    void the_broker_refuses_a_compacted_record_without_a_key() throws Exception {
        try (IngestRig rig = new IngestRig(folder, new SimulatorConfig.Seeded(12, Duration.ofDays(1), 1, false))) {
            rig.createTopics();
            assertThatThrownBy(() -> send(rig, TopicName.LEDGER, null))
                    .hasCauseInstanceOf(InvalidRecordException.class);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> letters(IngestRig rig, String topic) {
        return rig.committed(TopicName.deadLettersOf(topic));
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void send(IngestRig rig, String topic, @org.jspecify.annotations.Nullable String key)
            throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", rig.runtime().broker().bootstrap()), new StringSerializer(),
                new ByteArraySerializer())) {
            assertThat(producer.send(new ProducerRecord<>(topic, key, POISON)).get().hasOffset()).isTrue();
        }
    }
}
