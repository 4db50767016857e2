package io.cryptodata.service.task;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.TaskRun;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;

/// Publishes runs to the topic `task.runs`, keyed by process. Does not wait for the broker.
public record KafkaTaskRuns(Producer<String, byte[]> producer, Serializer<TaskRun> values) implements TaskRuns {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTaskRuns.class);

    @Override
    public void add(TaskReport report) {
        LOG.info("{}: {} {}{}", report.process(), report.outcome(), report.counts(),
                report.detail() == null ? "" : ", " + report.detail());
        try {
            Future<RecordMetadata> unused = producer.send(toRecord(report, values), (_, failure) -> {
                if (failure != null) {
                    LOG.warn("a run of {} could not be recorded", report.process(), failure);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("a run of {} could not be recorded", report.process(), e);
        }
    }

    static ProducerRecord<String, byte[]> toRecord(TaskReport report, Serializer<TaskRun> values) {
        TaskRun run = new TaskRun(report.process(), report.startedAt().truncatedTo(ChronoUnit.MILLIS),
                report.finishedAt().truncatedTo(ChronoUnit.MILLIS), report.outcome().name(), report.counts(),
                report.detail());
        return new ProducerRecord<>(TopicName.TASK_RUNS, report.process(),
                values.serialize(TopicName.TASK_RUNS, run));
    }
}
