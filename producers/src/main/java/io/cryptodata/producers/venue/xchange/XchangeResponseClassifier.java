package io.cryptodata.producers.venue.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;

import java.time.Duration;
import java.util.Optional;

/// The failures that a status shows at any venue. An error that comes with status 200 is known to XChange alone, which
/// fails when it reads the body.
final class XchangeResponseClassifier implements ResponseClassifier {
    /// no venue that is known asks for more when it reports no time
    static final Duration SLOW_DOWN = Duration.ofSeconds(60);
    /// firewalls report no end of a block, and more requests prolong it
    private static final Duration FIREWALL = Duration.ofMinutes(5);

    @Override
    public Optional<Failure> failureByStatus(Response response) {
        return HttpFailures.byStatus(response, SLOW_DOWN, FIREWALL);
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) {
        return Optional.empty();
    }
}
