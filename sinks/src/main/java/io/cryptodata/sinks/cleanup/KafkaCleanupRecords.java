package io.cryptodata.sinks.cleanup;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// Cleanups on the topic `task.runs`, from where a sink writes them to `logs`. Connects anew for each: there is one a week.
///
/// @param bootstrap where the broker is
/// @param registryUrl base URL of the schema registry
public record KafkaCleanupRecords(String bootstrap, String registryUrl) implements CleanupRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public void add(CleanupReport report) throws IOException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence",
                true, "delivery.timeout.ms", (int) PATIENCE.toMillis(), "request.timeout.ms", 10_000,
                "max.block.ms", PATIENCE.toMillis());
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(),
                new ByteArraySerializer()); Serde<TaskRun> values = AvroSerdes.of(TaskRun.class, registryUrl)) {
            producer.send(new ProducerRecord<>(TopicName.TASK_RUNS, CleanupReport.PROCESS,
                    values.serializer().serialize(TopicName.TASK_RUNS, run(report)))).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while recording a cleanup", e);
        } catch (ExecutionException | KafkaException | RegistryUnavailableException e) {
            throw new IOException("a cleanup could not be recorded: " + e.getMessage(), e);
        }
    }

    static TaskRun run(CleanupReport report) {
        return new TaskRun(CleanupReport.PROCESS, report.startedAt().truncatedTo(ChronoUnit.MILLIS),
                report.finishedAt().truncatedTo(ChronoUnit.MILLIS), report.outcome().name(), report.counts(),
                report.detail());
    }
}
