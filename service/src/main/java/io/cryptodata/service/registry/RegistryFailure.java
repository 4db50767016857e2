package io.cryptodata.service.registry;

import com.microsoft.kiota.ApiException;
import org.apache.kafka.common.errors.SerializationException;

import java.io.EOFException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Distinguishes bad records from an unavailable registry.
final class RegistryFailure {
    private static final int SERVER_ERROR = 500;
    /// unauthorised, forbidden, request timeout, too many requests: a retry may succeed
    private static final Set<Integer> RETRIABLE = Set.of(401, 403, 408, 429);
    private static final int LONGEST_MESSAGE = 200;
    /// a cause chain longer than this is a cycle
    private static final int DEEPEST = 30;

    private RegistryFailure() {}

    /// @param attempt what failed, as the start of a sentence
    static RuntimeException of(String attempt, RuntimeException failure) {
        return causes(failure).anyMatch(RegistryFailure::isOutage)
                ? new RegistryUnavailableException(attempt + ": the schema registry is unavailable: " + root(failure),
                        failure)
                : new SerializationException(attempt + ": " + root(failure), failure);
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
    }

    /// An `EOFException` is an `IOException` too, but of a truncated record.
    private static boolean isOutage(Throwable cause) {
        if (cause instanceof ApiException response) {
            return response.getResponseStatusCode() >= SERVER_ERROR
                    || RETRIABLE.contains(response.getResponseStatusCode());
        }
        boolean truncated = cause instanceof EOFException;
        return cause instanceof TimeoutException || cause instanceof IOException && !truncated;
    }

    /// The registry's client includes whole schemas in its messages.
    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    private static String root(Throwable failure) {
        Throwable root = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        String name = root.getClass().getSimpleName();
        return root instanceof ApiException response
                ? "the registry responded " + response.getResponseStatusCode()
                : root.getMessage() == null ? name : name + ": " + cut(root.getMessage());
    }
}
