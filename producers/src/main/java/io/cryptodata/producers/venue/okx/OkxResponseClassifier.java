package io.cryptodata.producers.venue.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// OKX's failures. Errors come with various statuses and a `code`; OKX never reports how long to wait.
///
/// [Error codes](https://www.okx.com/docs-v5/en/#error-code)
final class OkxResponseClassifier implements ResponseClassifier {
    /// the period in which OKX counts
    private static final Duration SLOW_DOWN = Duration.ofSeconds(2);
    /// OKX's firewall reports no end of a block, and more requests prolong it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<String> TOO_MANY_REQUESTS = Set.of("50011", "50061");
    /// a missing or wrong parameter; codes for unknown instruments and the like start with 51
    private static final Set<String> FINAL = Set.of("50000", "50002", "50006", "50014", "50015", "50016", "404");

    @Override
    public Optional<Failure> failureByStatus(Response response) {
        return HttpFailures.byStatus(response, SLOW_DOWN, FIREWALL);
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) throws UnreadableBody {
        String code = JsonBody.text(body.path("code"));
        if (code.isEmpty()) {
            if (response.status() == 200) {
                throw new UnreadableBody("no code");
            }
            return Optional.of(HttpFailures.unexpected(response));
        }
        return code.equals("0") ? Optional.empty() : Optional.of(failure(code, body));
    }

    private static Failure failure(String code, JsonNode body) {
        String reason = "code " + code + ": " + Excerpts.of(body.path("msg").asText());
        if (TOO_MANY_REQUESTS.contains(code)) {
            return new Failure.SlowDown(SLOW_DOWN, reason);
        }
        boolean requestIsWrong = FINAL.contains(code) || code.length() == 5 && code.startsWith("51");
        return requestIsWrong ? new Failure.Rejected(reason) : new Failure.Unavailable(reason);
    }
}
