package io.cryptodata.service.task;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import io.cryptodata.service.task.TaskReport.Outcome;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaTaskRunsTest {
    private static final Instant START = Instant.parse("2026-11-22T03:00:00.123456Z");

    @Test
    void a_record_is_keyed_by_process_and_carries_the_counts() {
        TaskReport report = new TaskReport("cleanup", START, START.plusSeconds(9), Outcome.PARTIAL,
                Map.of("deleted", 0L, "deleted_1m", 0L, "ranges", 7L), "why");
        Serde<TaskRun> serde = AvroSerdes.of(TaskRun.class, new InMemoryRegistry());
        ProducerRecord<String, byte[]> message = KafkaTaskRuns.toRecord(report, serde.serializer());
        assertThat(message.topic()).isEqualTo(TopicName.TASK_RUNS);
        assertThat(message.key()).isEqualTo("cleanup");
        assertThat(serde.deserializer().deserialize(TopicName.TASK_RUNS, message.value())).satisfies(run -> {
            assertThat(run.getProcess()).isEqualTo("cleanup");
            assertThat(run.getStartedAt()).isEqualTo(Instant.parse("2026-11-22T03:00:00.123Z"));
            assertThat(run.getFinishedAt()).isEqualTo(Instant.parse("2026-11-22T03:00:09.123Z"));
            assertThat(run.getOutcome()).isEqualTo("PARTIAL");
            assertThat(run.getCounts()).containsEntry("deleted", 0L).containsKeys("deleted_1m", "ranges");
            assertThat(run.getDetail()).isEqualTo("why");
        });
    }
}
