package io.cryptodata.sinks.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.Map;
import java.util.function.Consumer;

/// The committed records of one topic, by partition and offset.
public interface SourceTopic extends AutoCloseable {
    /// The first offset that each partition still has.
    Map<Integer, Long> beginnings();

    /// Where each partition ends now: the offset after its last committed record.
    Map<Integer, Long> ends();

    /// Passes the records from one offset of each partition (inclusive) to another (exclusive), in order within a partition.
    void read(Map<Integer, Long> from, Map<Integer, Long> to, Consumer<ConsumerRecord<byte[], byte[]>> each);

    @Override
    void close();
}
