package io.cryptodata.producers.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// MEXC's failures. Codes are errors whatever the status; contracts report everything with status 200.
///
/// [Spot](https://mexcdevelop.github.io/apidocs/spot_v3_en/#error-code)
/// [Contracts](https://mexcdevelop.github.io/apidocs/contract_v1_en/#error-code)
final class MexcResponseClassifier implements ResponseClassifier {
    /// MEXC reports no time; the longest period of its limits
    private static final Duration SLOW_DOWN = Duration.ofSeconds(10);
    /// MEXC's firewall reports no end of a block, and more requests prolong it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<String> TOO_MANY_REQUESTS = Set.of("429", "510");
    /// the request itself is wrong: an unknown market, an invalid parameter
    private static final Set<String> FINAL = Set.of("400", "404", "600", "601", "1001", "10007", "30014", "30021",
            "700003", "700004");
    /// the system is busy, has an error or is under maintenance
    private static final Set<String> TRANSIENT = Set.of("500", "501", "503", "504", "604", "801", "11444");

    @Override
    public Optional<Failure> failureByStatus(Response response) {
        return HttpFailures.byStatus(response, SLOW_DOWN, FIREWALL);
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) {
        return MexcPayloads.problem(body).map(problem -> failure(response, problem));
    }

    /// An unknown code is final with a status of 4xx, and transient otherwise.
    private static Failure failure(Response response, MexcPayloads.Problem problem) {
        String reason = HttpFailures.status(response) + ", code " + problem.code() + ": " + problem.message();
        if (TOO_MANY_REQUESTS.contains(problem.code())) {
            return new Failure.SlowDown(response.retryAfter().orElse(SLOW_DOWN), reason);
        }
        if (problem.code().equals("403")) {
            return new Failure.Banned(FIREWALL, reason);
        }
        boolean isTransient = TRANSIENT.contains(problem.code())
                || problem.message().toLowerCase(Locale.ROOT).contains("maintenance");
        boolean requestIsWrong = FINAL.contains(problem.code()) || problem.code().matches("-11\\d\\d")
                || response.status() != 200;
        return requestIsWrong && !isTransient ? new Failure.Rejected(reason) : new Failure.Unavailable(reason);
    }
}
