package io.cryptodata.producers.venue.kraken;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Kraken's failures. Errors come with status 200, as texts under `error`.
///
/// [Errors](https://docs.kraken.com/api/docs/guides/spot-errors)
final class KrakenResponseClassifier implements ResponseClassifier {
    private static final Duration SLOW_DOWN = Duration.ofSeconds(10);
    /// what Kraken requires after a lockout
    private static final Duration LOCKOUT = Duration.ofMinutes(15);
    /// Kraken's firewall reports no end of a block, and more requests prolong it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final List<String> TOO_MUCH = List.of("EGeneral:Too many requests", "EAPI:Rate limit exceeded",
            "EService:Throttled");
    private static final List<String> LOCKED_OUT = List.of("EGeneral:Temporary lockout");
    private static final List<String> REQUEST_IS_WRONG = List.of("EQuery:", "EAPI:", "EGeneral:Invalid arguments",
            "EGeneral:Unknown method", "EGeneral:Permission denied");

    @Override
    public Optional<Failure> failureByStatus(Response response) {
        return HttpFailures.byStatus(response, SLOW_DOWN, FIREWALL);
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) throws UnreadableBody {
        return KrakenPayloads.error(body).map(KrakenResponseClassifier::failure);
    }

    private static Failure failure(String error) {
        if (TOO_MUCH.stream().anyMatch(error::startsWith)) {
            return new Failure.SlowDown(SLOW_DOWN, error);
        }
        if (LOCKED_OUT.stream().anyMatch(error::startsWith)) {
            return new Failure.Banned(LOCKOUT, error);
        }
        return REQUEST_IS_WRONG.stream().anyMatch(error::startsWith)
                ? new Failure.Rejected(error)
                : new Failure.Unavailable(error);
    }
}
