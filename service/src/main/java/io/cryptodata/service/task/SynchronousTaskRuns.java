package io.cryptodata.service.task;

import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.service.retry.Backoff;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// Runs on the topic `task.runs`, each published with a producer of its own and acknowledged by the broker: for tasks
/// that run rarely.
///
/// @param broker that has the topic
/// @param registry that has its schema
public record SynchronousTaskRuns(KafkaAccess broker, HttpAccess registry) implements TaskRuns {
    private static final Logger LOG = LoggerFactory.getLogger(SynchronousTaskRuns.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Backoff RETRIES = Backoff.between(Duration.ofMillis(250), Duration.ofSeconds(2));

    @Override
    public void add(TaskReport report) {
        LOG.info("{}: {} {}{}", report.process(), report.outcome(), report.counts(),
                report.detail() == null ? "" : ", " + report.detail());
        try {
            publish(report);
        } catch (IOException e) {
            LOG.warn("a run of {} could not be recorded", report.process(), e);
        }
    }

    /// Publishes a run. Retries for 20 seconds while the registry is unavailable.
    ///
    /// @throws IOException if the broker did not acknowledge it in time, or the registry stays unavailable
    public void publish(TaskReport report) throws IOException {
        Map<String, Object> settings = broker.with(Map.of("acks", "all", "enable.idempotence",
                true, "delivery.timeout.ms", (int) TIMEOUT.toMillis(), "request.timeout.ms", 10_000,
                "max.block.ms", TIMEOUT.toMillis()));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(),
                new ByteArraySerializer()); Serde<TaskRun> values = AvroSerdes.of(TaskRun.class, registry)) {
            producer.send(toRecord(report, values.serializer(), RETRIES, TIMEOUT)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while recording a run of " + report.process(), e);
        } catch (ExecutionException | KafkaException | RegistryUnavailableException e) {
            throw new IOException("the run of %s could not be recorded: %s".formatted(report.process(),
                    e.getMessage()), e);
        }
    }

    /// @throws RegistryUnavailableException if the registry is still unavailable after the timeout
    static ProducerRecord<String, byte[]> toRecord(TaskReport report, Serializer<TaskRun> values, Backoff retries,
            Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int failures = 1;; failures++) {
            try {
                return KafkaTaskRuns.toRecord(report, values);
            } catch (RegistryUnavailableException e) {
                Duration pause = retries.after(failures);
                if (System.nanoTime() + pause.toNanos() - deadline >= 0) {
                    throw e;
                }
                LOG.info("a run of {} is recorded in {} ms: {}", report.process(), pause.toMillis(), e.getMessage());
                Thread.sleep(pause);
            }
        }
    }
}
