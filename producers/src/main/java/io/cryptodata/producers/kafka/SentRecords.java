package io.cryptodata.producers.kafka;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/// Sends records and waits for their acknowledgement.
public final class SentRecords {
    private SentRecords() {}

    /// Sends the records and waits until all are written.
    ///
    /// @return by partition, the offset after the last record
    /// @throws KafkaException if one could not be written
    public static Map<Integer, Long> send(Producer<String, byte[]> producer,
            List<ProducerRecord<String, byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        records.forEach(each -> sent.add(producer.send(each)));
        producer.flush();
        Map<Integer, Long> ends = new HashMap<>();
        for (Future<RecordMetadata> each : sent) {
            if (each.state() == Future.State.FAILED) {
                throw new KafkaException("the broker rejected a record", each.exceptionNow());
            }
            ends.merge(each.resultNow().partition(), each.resultNow().offset() + 1, Math::max);
        }
        return ends;
    }
}
