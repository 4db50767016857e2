package io.cryptodata.producers.venue.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Gate.io's failures. Whatever the status, a body with a `label` is an error.
///
/// [Errors](https://www.gate.com/docs/developers/apiv4/en/#error-handling)
final class GateResponseClassifier implements ResponseClassifier {
    /// one period of every limit
    private static final Duration SLOW_DOWN = Duration.ofSeconds(10);
    /// Gate.io's firewall reports no end of a block, and more requests prolong it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<String> TOO_MUCH = Set.of("TOO_MANY_REQUESTS", "TOO_FAST");
    private static final Set<String> TRANSIENT = Set.of("INTERNAL", "SERVER_ERROR", "TOO_BUSY");

    /// A status of 403 with JSON is an error like others.
    @Override
    public Optional<Failure> failureByStatus(Response response) {
        return switch (response.status()) {
            case 429 -> Optional.of(HttpFailures.tooManyRequests(response, SLOW_DOWN));
            case 403 -> response.isJson()
                    ? Optional.empty()
                    : Optional.of(HttpFailures.firewall(response, FIREWALL));
            default -> HttpFailures.serverError(response);
        };
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) {
        return GatePayloads.problem(body).map(problem -> failure(response, problem));
    }

    private static Failure failure(Response response, GatePayloads.Problem problem) {
        String reason = problem.label() + ": " + problem.message();
        if (TOO_MUCH.contains(problem.label())) {
            return new Failure.SlowDown(response.retryAfter().orElse(SLOW_DOWN), reason);
        }
        return TRANSIENT.contains(problem.label())
                ? new Failure.Unavailable(reason)
                : new Failure.Rejected(reason);
    }
}
