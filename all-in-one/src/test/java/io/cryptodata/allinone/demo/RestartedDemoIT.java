package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.StoreCheck;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.retry.Await;
import io.cryptodata.simulator.venues.Dialects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/// A normal run logs hardly a warning; failed parts are restarted while the product runs, no candle is lost, and unreadable records stop no reader.
class RestartedDemoIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    /// hundreds would bury the one that matters
    private static final int MOST_WARNINGS = 30;
    private static final String BITCOIN = "binance:BTC/USDT";

    @Test
    void failed_parts_are_restarted_every_hour_is_stored_and_unreadable_records_are_dead_letters() throws Exception {
        TestDemo demo = TestDemo.in("restarted-demo");
        try (DemoRun run = demo.seeded(0.5)) {
            run.start();
            ProductReader product = new ProductReader(run.servers());
            awaitCurrentCandles(run);
            checkWarnings(run);
            kill(run, "database");
            awaitCurrentCandles(run);
            kill(run, "registry");
            awaitCurrentCandles(run);
            failTheIndicatorSink(run, product);
            awaitCurrentCandles(run);
            for (String topic : List.of(TopicName.CANDLES_1H, TopicName.INDICATORS)) {
                assertThat(product.bytes(TopicName.deadLettersOf(topic))).as("dead letters of " + topic).isEmpty();
            }
            checkDeadLetters(product, product.poison(TopicName.CANDLES_1H, BITCOIN), 2); // of the stream and the sink
            checkDeadLetters(product, product.poison(TopicName.INDICATORS, BITCOIN), 1);
            awaitCurrentCandles(run);
            checkNoGaps(product);
            StoreCheck.requireEqual(run.servers());
        }
    }

    /// Waits until everything that the venue has now is in the database.
    private static void awaitCurrentCandles(DemoRun run) {
        ExpectedRows expected = run.expected();
        assertThat(Await.until(() -> run.stored().map(expected::isFulfilledBy).orElse(false), TIMEOUT))
                .as("missing: %s", expected.missingFrom(run.stored().orElse(StoredRows.NOTHING))).isTrue();
    }

    /// Before anything fails, nearly nothing is logged as a warning. A busy machine may be late once, which is then named.
    private static void checkWarnings(DemoRun run) throws IOException {
        List<String> lines = Files.readAllLines(run.servers().folder().logs().resolve("cda.log"));
        assertThat(lines).as("the log of a normal run").isNotEmpty();
        assertThat(lines.stream().filter(line -> line.contains("Z WARN ") || line.contains("Z ERROR ")).toList())
                .as("warnings of a normal run").hasSizeLessThanOrEqualTo(MOST_WARNINGS);
    }

    private static void kill(DemoRun run, String part) {
        assertThat(run.servers().children()).containsKey(part);
        int before = run.restarts(part);
        Optional.ofNullable(run.servers().children().get(part)).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(Await.until(() -> run.restarts(part) > before, TIMEOUT)).as("%s is restarted", part).isTrue();
    }

    /// Renames a column that the task writes: the task fails, and continues after the column is renamed back.
    private static void failTheIndicatorSink(DemoRun run, ProductReader product) {
        product.execute("ALTER TABLE indicators RENAME COLUMN rsi14 TO rsi14_away");
        assertThat(Await.until(() -> !run.sinksAreHealthy(), TIMEOUT)).as("the task fails").isTrue();
        product.execute("ALTER TABLE indicators RENAME COLUMN rsi14_away TO rsi14");
        assertThat(Await.until(run::sinksAreHealthy, TIMEOUT)).as("the task is restarted").isTrue();
    }

    /// One dead letter per reader of the topic, with the original bytes, key and origin.
    private static void checkDeadLetters(ProductReader product, RecordMetadata poison, int readers) {
        String topic = TopicName.deadLettersOf(poison.topic());
        assertThat(Await.until(() -> product.bytes(topic).size() >= readers, TIMEOUT)).as(topic).isTrue();
        assertThat(product.bytes(topic)).hasSize(readers).allSatisfy(letter -> {
            assertThat(letter.value()).isEqualTo(ProductReader.POISON);
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

    /// Every market has all hours from its first to its newest, except the market with outages.
    private static void checkNoGaps(ProductReader product) {
        assertThat(
                product.column("SELECT DISTINCT asset FROM (SELECT asset FROM h1_data GROUP BY exchange, asset HAVING "
                        + "count(*) <> extract(epoch FROM max(timestamp) - min(timestamp)) / 3600 + 1) AS gaps"))
                .isSubsetOf("PATCH/USDT");
        assertThat(product.column("SELECT count(*) FROM (SELECT DISTINCT exchange, asset FROM h1_data) AS markets"))
                .as("all markets of the demo")
                .containsExactly(Long.toString(Dialects.all().stream()
                        .mapToLong(entry -> entry.demo().spot() + entry.demo().linear()).sum()));
    }
}
