package io.cryptodata.api.operator;

import io.cryptodata.api.failure.QueryException;
import io.cryptodata.schemas.OperationKind;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Operation;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.kafka.KafkaFailure;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

import java.util.Map;
import java.util.concurrent.ExecutionException;

/// Publishes requests to the producers on the topic `operations`, each acknowledged by the broker. Requests are rare: each has
/// a connection of its own.
record OperationPublisher(KafkaAccess broker, HttpAccess registry) {
    private static final int TIMEOUT_MS = 10_000;

    /// @throws QueryException if the broker or the registry does not respond in time
    void publish(OperationKind kind, Operation request) {
        Map<String, Object> settings = broker.with(Map.of("client.id", "cda-api-operations", "acks", "all",
                "enable.idempotence", true, "delivery.timeout.ms", TIMEOUT_MS, "request.timeout.ms", TIMEOUT_MS / 2,
                "max.block.ms", TIMEOUT_MS));
        try (Serde<Operation> values = AvroSerdes.of(Operation.class, registry);
                Producer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TopicName.OPERATIONS, kind.keyOf(request.getTarget()),
                    values.serializer().serialize(TopicName.OPERATIONS, request))).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(QueryException.Kind.UNAVAILABLE, "interrupted while publishing the request", e);
        } catch (RegistryUnavailableException e) {
            throw new QueryException(QueryException.Kind.UNAVAILABLE, "the schema registry does not respond", e);
        } catch (ExecutionException | KafkaException e) {
            throw new QueryException(QueryException.Kind.UNAVAILABLE, KafkaFailure.describe(e)
                    .orElse("the broker at " + broker + " does not take the request"), e);
        }
    }
}
