package io.cryptodata.allinone.demo;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/// What breaks while the product runs comes back by itself, and nothing is missing afterwards; poison stops nobody.
class RestartedDemoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BITCOIN = "binance:BTC/USDT";

    @Test
    void what_dies_is_mended_every_hour_lands_and_poison_is_a_dead_letter_with_its_origin() throws Exception {
        TestDemo demo = TestDemo.in("mended-demo");
        try (DemoRun run = demo.seeded(0.5)) {
            run.start();
            Observed seen = new Observed(run.servers());
            landsEverythingOfNow(run);
            kill(run, "database");
            landsEverythingOfNow(run);
            kill(run, "registry");
            landsEverythingOfNow(run);
            failTheIndicatorSink(run, seen);
            landsEverythingOfNow(run);
            for (String topic : List.of(TopicName.CANDLES_1H, TopicName.INDICATORS)) {
                assertThat(seen.bytes(TopicName.deadLettersOf(topic))).as("dead letters of " + topic).isEmpty();
            }
            isDeadLetter(seen, seen.poison(TopicName.CANDLES_1H, BITCOIN), 2); // of the stream and the sink
            isDeadLetter(seen, seen.poison(TopicName.INDICATORS, BITCOIN), 1);
            landsEverythingOfNow(run);
            hasNoHoles(seen);
        }
    }

    /// Everything that the venue has at this moment is in the database before long.
    private static void landsEverythingOfNow(DemoRun run) {
        Expected expected = run.expected();
        assertThat(Await.until(() -> run.landed().map(expected::isFulfilledBy).orElse(false), PATIENCE))
                .as("missing: %s", expected.missingFrom(run.landed().orElse(Landed.NOTHING))).isTrue();
    }

    private static void kill(DemoRun run, String part) {
        assertThat(run.servers().children()).containsKey(part);
        Optional.ofNullable(run.servers().children().get(part)).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(Await.until(() -> run.restarts(part) == 1, PATIENCE)).as("%s comes back", part).isTrue();
    }

    /// A table without a column that the task writes to: the task fails, and goes on once the column is there again.
    private static void failTheIndicatorSink(DemoRun run, Observed seen) {
        seen.execute("ALTER TABLE indicators RENAME COLUMN rsi14 TO rsi14_away");
        assertThat(Await.until(() -> !run.sinksAreHealthy(), PATIENCE)).as("the task fails").isTrue();
        seen.execute("ALTER TABLE indicators RENAME COLUMN rsi14_away TO rsi14");
        assertThat(Await.until(run::sinksAreHealthy, PATIENCE)).as("the task is restarted").isTrue();
    }

    /// Original bytes and key, and where they came from; one letter of each reader of the topic.
    private static void isDeadLetter(Observed seen, RecordMetadata poison, int readers) {
        String topic = TopicName.deadLettersOf(poison.topic());
        assertThat(Await.until(() -> seen.bytes(topic).size() >= readers, PATIENCE)).as(topic).isTrue();
        assertThat(seen.bytes(topic)).hasSize(readers).allSatisfy(letter -> {
            assertThat(letter.value()).isEqualTo(Observed.POISON);
            assertThat(letter.key()).isEqualTo(BITCOIN);
            assertThat(header(letter, "origin.topic")).isEqualTo(poison.topic());
            assertThat(header(letter, "origin.partition")).isEqualTo(Integer.toString(poison.partition()));
            assertThat(header(letter, "origin.offset")).isEqualTo(Long.toString(poison.offset()));
            assertThat(header(letter, "reason")).isNotBlank();
        });
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /// Every market has every hour from its first to its newest, but for the one whose venue has outages.
    private static void hasNoHoles(Observed seen) {
        assertThat(seen.column("SELECT DISTINCT asset FROM (SELECT asset FROM h1_data GROUP BY exchange, asset HAVING "
                + "count(*) <> extract(epoch FROM max(timestamp) - min(timestamp)) / 3600 + 1) AS holey"))
                .isSubsetOf("PATCH/USDT");
        assertThat(seen.column("SELECT count(*) FROM (SELECT DISTINCT exchange, asset FROM h1_data) AS markets"))
                .as("two dozen at binance and four contracts, ten markets at each of four other venues")
                .containsExactly("68");
    }
}
