package io.cryptodata.service.registry;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.rest.client.models.ProblemDetails;
import org.apache.kafka.common.errors.SerializationException;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Distinguishes bad records from an unavailable registry.
final class RegistryFailure {
    private static final int SERVER_ERROR = 500;
    /// unauthorised, forbidden, request timeout, too many requests: a retry may succeed
    private static final Set<Integer> RETRIABLE = Set.of(401, 403, 408, 429);
    private static final int LONGEST_MESSAGE = 200;
    /// a value that cannot be decoded is an `IOException` too, as is one that ends too early
    private static final List<String> DECODER = List.of("org.apache.avro.");
    private static final List<String> CLIENT = List.of("com.microsoft.kiota.", "io.kiota.",
            "io.apicurio.registry.resolver.client.");
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

    private static boolean isOutage(Throwable cause) {
        return switch (cause) {
            case ApiException response -> isOutage(response);
            case TimeoutException _ -> true;
            case IOException _ -> !isThrownBy(cause, DECODER);
            // the client could not read the response: it is not the registry's
            case RuntimeException _ -> !isThrownBy(cause, DECODER) && isThrownBy(cause, CLIENT);
            default -> false;
        };
    }

    /// The registry names what it does not have or refuses. A 404 without a name comes from another server.
    private static boolean isOutage(ApiException response) {
        int status = response.getResponseStatusCode();
        boolean isNamed = response instanceof ProblemDetails problem && problem.getName() != null;
        return status >= SERVER_ERROR || RETRIABLE.contains(status) || !isNamed;
    }

    /// Whether the deepest frames of the library that threw belong to this package.
    private static boolean isThrownBy(Throwable cause, List<String> packages) {
        return Arrays.stream(cause.getStackTrace()).map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java.")).findFirst()
                .filter(name -> packages.stream().anyMatch(name::startsWith)).isPresent();
    }

    /// The registry's client includes whole schemas in its messages.
    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    private static String root(Throwable failure) {
        Throwable root = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
        String name = root.getClass().getSimpleName();
        return root instanceof ApiException response
                ? "the registry responded " + response.getResponseStatusCode() + explanation(response)
                : root.getMessage() == null ? name : name + ": " + cut(root.getMessage());
    }

    private static String explanation(ApiException response) {
        if (response instanceof ProblemDetails problem && problem.getName() != null) {
            return " " + problem.getName();
        }
        return response.getResponseStatusCode() >= SERVER_ERROR ? "" : "; is its address right?";
    }
}
