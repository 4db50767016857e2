package io.cryptodata.streams.failure;

import io.cryptodata.streams.failure.DeadLetters.Origin;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

import java.util.List;
import java.util.Map;

/// A record that a processor refuses goes to the dead letters, in the transaction of its neighbours, and processing
/// continues. Any other failure of a processor is a bug or an outage and ends the thread: see [ThreadFailures].
public final class RefusedRecords implements ProcessingExceptionHandler {
    @SuppressWarnings("NullAway.Init") // Kafka configures a handler before it uses it
    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> settings) {
        deadLetters = DeadLetters.configured(settings);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> message, Exception failure) {
        if (!(failure instanceof RefusedRecordException)) {
            return Response.fail();
        }
        Origin origin = new Origin(context.topic(), context.partition(), context.offset(), context.timestamp(),
                context.headers());
        return Response.resume(List.of(deadLetters.of(origin, context.sourceRawKey(), context.sourceRawValue(),
                String.valueOf(failure.getMessage()))));
    }
}
