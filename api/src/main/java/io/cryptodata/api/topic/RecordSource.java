package io.cryptodata.api.topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.SortedSet;
import java.util.function.Consumer;

/// The topics of a broker and their committed records. A failure is a [io.cryptodata.api.failure.QueryException].
public interface RecordSource {
    /// The names of all topics but Kafka's own.
    SortedSet<String> topics();

    /// Passes every record of a topic up to where it ends now to `sink`: those of a partition in order, those of different
    /// partitions in any. `sink` must not read from this source.
    void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink);
}
