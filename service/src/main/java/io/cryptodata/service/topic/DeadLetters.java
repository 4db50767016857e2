package io.cryptodata.service.topic;

import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/// Where records go that cannot be processed, so that the records after them can.
@FunctionalInterface
public interface DeadLetters {
    /// Keeps a record, once: a record that was kept before is ignored.
    ///
    /// @param reason what was expected and what was found
    /// @throws KafkaException if the broker does not acknowledge it; the record is not kept then
    void add(ConsumerRecord<String, byte[]> origin, String reason);

    /// Processes a record. One that cannot be processed is kept.
    ///
    /// @return whether it was processed
    /// @throws RegistryUnavailableException if the registry does not respond: the same record may be processed later
    default boolean unless(ConsumerRecord<String, byte[]> origin, Runnable processing) {
        try {
            processing.run();
            return true;
        } catch (RuntimeException e) {
            if (!isFaultOfTheRecord(e)) {
                throw e;
            }
            add(origin, reasonOf(e));
            return false;
        }
    }

    /// False for an outage of the registry or the broker.
    static boolean isFaultOfTheRecord(RuntimeException failure) {
        boolean broker = failure instanceof KafkaException && !(failure instanceof SerializationException);
        return !broker && !RegistryUnavailableException.isBehind(failure);
    }

    static String reasonOf(RuntimeException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
