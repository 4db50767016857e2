package io.cryptodata.producers.coingecko;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// CoinGecko's failures.
///
/// [Errors and limits](https://docs.coingecko.com/docs/common-errors-rate-limit)
final class CoinGeckoResponseClassifier implements ResponseClassifier {
    private static final Duration SLOW_DOWN = Duration.ofSeconds(60);
    /// CoinGecko's firewall reports no end of a block, and more requests prolong it
    private static final Duration FIREWALL = Duration.ofMinutes(5);

    /// A status of 403 with JSON is an error like others.
    @Override
    public Optional<Failure> failureByStatus(Response response) {
        String status = HttpFailures.status(response);
        return switch (response.status()) {
            case 429 -> Optional.of(HttpFailures.tooManyRequests(response, SLOW_DOWN));
            case 403 -> response.isJson()
                    ? Optional.empty()
                    : Optional.of(HttpFailures.firewall(response, FIREWALL));
            case 408 -> Optional.of(new Failure.Unavailable(status + ": timeout at CoinGecko"));
            default -> HttpFailures.serverError(response);
        };
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) {
        return CoinGeckoPayloads.problem(body).map(problem -> failure(response, problem));
    }

    private static Failure failure(Response response, CoinGeckoPayloads.Problem problem) {
        String reported = HttpFailures.status(response) + ", code " + problem.code() + ": " + problem.message();
        return switch ((int) problem.code()) {
            case 429 -> slowDown(response, reported);
            case 1020 -> new Failure.Banned(response.retryAfter().orElse(FIREWALL), reported);
            case 10002 ->
                actionRequired("CoinGecko requires a key: set COINGECKO_TIER to DEMO or PRO and COINGECKO_KEY or "
                        + "COINGECKO_KEY_FILE", reported);
            case 10005 -> actionRequired("the plan of the key does not include this: use a key of a larger plan, or "
                    + "fewer COINGECKO_PAGES", reported);
            case 10010 -> actionRequired("the key is wrong, or a PRO key was sent to the address for DEMO keys: "
                    + "check the key, and set COINGECKO_TIER to PRO if it is one", reported);
            case 10011 -> actionRequired("the key is wrong, or a DEMO key was sent to the address for PRO keys: "
                    + "check the key, and set COINGECKO_TIER to DEMO if it is one", reported);
            default -> otherProblem(response, reported, problem);
        };
    }

    private static Failure otherProblem(Response response, String reported, CoinGeckoPayloads.Problem problem) {
        String text = problem.message().toLowerCase(Locale.ROOT);
        if (text.contains("rate limit") || text.contains("throttled") || text.contains("too many requests")) {
            return slowDown(response, reported);
        }
        return response.status() < 300 || problem.code() >= 500 && problem.code() < 600
                ? new Failure.Unavailable(reported)
                : new Failure.Rejected(reported);
    }

    private static Failure actionRequired(String action, String reported) {
        return new Failure.Rejected(action + " (" + reported + ")");
    }

    private static Failure slowDown(Response response, String reason) {
        return new Failure.SlowDown(response.retryAfter().orElse(SLOW_DOWN), reason);
    }
}
