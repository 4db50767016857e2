package io.cryptodata.sinks.projection;

import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.sinks.deployment.SinkTable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The positions that the connectors have committed. A connector commits after the rows are in the database.
public final class KafkaSinkPositions implements SinkPositions, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Admin admin;

    public KafkaSinkPositions(KafkaAccess broker) {
        admin = Admin.create(broker.with(Map.of("client.id", "cda-sink-positions")));
    }

    @Override
    public Map<Integer, Long> of(SinkTable table) {
        Map<Integer, Long> positions = new HashMap<>();
        committed(table.group()).forEach((partition, position) -> {
            if (position != null && partition.topic().equals(table.topic())) {
                positions.put(partition.partition(), position.offset());
            }
        });
        return positions;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get(TIMEOUT.toSeconds(),
                    TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the positions of the group " + group + " cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while reading the positions of the group " + group, e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
