package io.cryptodata.producers.venue.bitget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Bitget's failures. Codes are errors whatever the status.
///
/// [Error codes](https://www.bitget.com/api-doc/common/error-code/restapi)
final class BitgetResponseClassifier implements ResponseClassifier {
    /// Bitget reports no time; its limits are per second and per minute
    private static final Duration SLOW_DOWN = Duration.ofSeconds(10);
    /// Bitget's firewall reports no end of a block, and more requests prolong it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<String> TOO_MANY_REQUESTS = Set.of("429", "1001", "30014", "30026");
    /// the request itself is wrong: an unknown or removed market, a missing or invalid parameter
    private static final Set<String> FINAL = Set.of("40017", "400172", "40019", "40020", "40034", "40102", "40302",
            "40304", "40309", "40404", "invalid-parameter", "bad-request");
    /// upgrades, maintenance of the venue or of one market, an abnormal system
    private static final Set<String> TRANSIENT = Set.of("40015", "40200", "40308", "41114");

    @Override
    public Optional<Failure> failureByStatus(Response response) {
        return HttpFailures.byStatus(response, SLOW_DOWN, FIREWALL);
    }

    /// An empty body is success, whatever its type.
    @Override
    public boolean hasBody(Response response) {
        return response.isJson() || response.status() == 200 && response.body().isBlank();
    }

    @Override
    public JsonNode parse(Response response) throws UnreadableBody {
        return response.body().isBlank() ? MissingNode.getInstance() : ResponseClassifier.super.parse(response);
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) throws UnreadableBody {
        BitgetPayloads.Envelope envelope = BitgetPayloads.envelope(body);
        return envelope.isSuccess() && response.status() == 200
                ? Optional.empty()
                : Optional.of(failure(response, envelope));
    }

    /// An unknown code is final with a status of 4xx, and transient otherwise.
    private static Failure failure(Response response, BitgetPayloads.Envelope envelope) {
        String reason = HttpFailures.status(response) + ", code " + envelope.code() + ": " + envelope.message();
        if (TOO_MANY_REQUESTS.contains(envelope.code())) {
            return new Failure.SlowDown(response.retryAfter().orElse(SLOW_DOWN), reason);
        }
        boolean requestIsWrong = FINAL.contains(envelope.code())
                || response.status() != 200 && !TRANSIENT.contains(envelope.code());
        return requestIsWrong ? new Failure.Rejected(reason) : new Failure.Unavailable(reason);
    }
}
