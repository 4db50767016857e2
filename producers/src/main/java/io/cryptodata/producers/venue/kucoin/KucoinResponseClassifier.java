package io.cryptodata.producers.venue.kucoin;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// KuCoin's failures. Whatever the status, only the code `200000` is success.
///
/// [Errors](https://www.kucoin.com/docs-new/errors-code)
final class KucoinResponseClassifier implements ResponseClassifier {
    private static final String TOO_MANY_REQUESTS = "429000";
    /// the pool of weight is full again after its period
    private static final Duration SLOW_DOWN = Duration.ofSeconds(30);
    /// KuCoin's firewall reports no end of a block, and more requests prolong it
    private static final Duration FIREWALL = Duration.ofMinutes(5);

    @Override
    public Optional<Failure> failureByStatus(Response response) {
        return switch (response.status()) {
            case 429 -> Optional.of(new Failure.SlowDown(untilReset(response),
                    HttpFailures.status(response) + ": too many requests"));
            case 403 -> Optional.of(HttpFailures.firewall(response, FIREWALL));
            default -> HttpFailures.serverError(response);
        };
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) throws UnreadableBody {
        return KucoinPayloads.problem(body).map(problem -> failure(response, problem));
    }

    @Override
    public Failure unreadable(Response response, UnreadableBody problem) {
        return response.status() == 200
                ? ResponseClassifier.super.unreadable(response, problem)
                : HttpFailures.unexpected(response);
    }

    /// From 400000 on the request itself is wrong; 404 is an unknown path.
    private static Failure failure(Response response, KucoinPayloads.Problem problem) {
        String reason = "code " + problem.code() + ": " + problem.message();
        if (problem.code().equals(TOO_MANY_REQUESTS)) {
            return new Failure.SlowDown(untilReset(response), reason);
        }
        return problem.code().startsWith("4") ? new Failure.Rejected(reason) : new Failure.Unavailable(reason);
    }

    /// The header holds the milliseconds until the pool is full again.
    private static Duration untilReset(Response response) {
        OptionalLong reset = response.number("gw-ratelimit-reset");
        return reset.isPresent() && reset.getAsLong() > 0
                ? Duration.ofMillis(Math.min(reset.getAsLong(), SLOW_DOWN.toMillis()))
                : response.retryAfter().orElse(SLOW_DOWN);
    }
}
