package io.cryptodata.streams.failure;

import io.cryptodata.streams.failure.DeadLetters.Origin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

import java.util.List;
import java.util.Map;

/// A record that cannot be read goes to the dead letters, in the transaction of its neighbours, and processing continues.
/// Every other failure, such as an unavailable registry, ends the thread: see [ThreadFailures].
public final class UnreadableRecords implements DeserializationExceptionHandler {
    @SuppressWarnings("NullAway.Init") // Kafka configures a handler before it uses it
    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> settings) {
        deadLetters = DeadLetters.configured(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> poison,
            Exception failure) {
        if (!(failure instanceof SerializationException)) {
            return Response.fail();
        }
        Origin origin = new Origin(poison.topic(), poison.partition(), poison.offset(), poison.timestamp(),
                poison.headers());
        return Response.resume(
                List.of(deadLetters.of(origin, poison.key(), poison.value(), String.valueOf(failure.getMessage()))));
    }
}
