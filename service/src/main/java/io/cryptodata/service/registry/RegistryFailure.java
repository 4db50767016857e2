package io.cryptodata.service.registry;

import com.microsoft.kiota.ApiException;
import org.apache.kafka.common.errors.SerializationException;

import java.io.EOFException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Tells a record that is wrong from a registry that cannot be asked.
final class RegistryFailure {
    private static final int SERVER_TROUBLE = 500;
    /// not allowed, request timeout, too many requests: the next answer may be another one
    private static final Set<Integer> ASK_AGAIN = Set.of(401, 403, 408, 429);
    private static final int LONGEST_MESSAGE = 200;
    /// a cause chain longer than this is a loop
    private static final int DEEPEST = 30;

    private RegistryFailure() {}

    /// @param doing what was tried, as the beginning of a sentence
    static RuntimeException of(String doing, RuntimeException failure) {
        return causes(failure).anyMatch(RegistryFailure::isOutage)
                ? new RegistryUnavailableException(doing + ": the schema registry cannot be asked: " + root(failure),
                        failure)
                : new SerializationException(doing + ": " + root(failure), failure);
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
    }

    /// Data that ends too early is an `IOException` too, but the record's fault.
    private static boolean isOutage(Throwable cause) {
        if (cause instanceof ApiException answer) {
            return answer.getResponseStatusCode() >= SERVER_TROUBLE
                    || ASK_AGAIN.contains(answer.getResponseStatusCode());
        }
        boolean endsTooEarly = cause instanceof EOFException;
        return cause instanceof TimeoutException || cause instanceof IOException && !endsTooEarly;
    }

    /// The registry's client puts whole schemas into its messages.
    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    private static String root(Throwable failure) {
        Throwable root = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        String name = root.getClass().getSimpleName();
        return root instanceof ApiException answer
                ? "the registry answered " + answer.getResponseStatusCode()
                : root.getMessage() == null ? name : name + ": " + cut(root.getMessage());
    }
}
