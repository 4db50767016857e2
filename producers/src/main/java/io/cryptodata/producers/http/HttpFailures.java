package io.cryptodata.producers.http;

import io.cryptodata.producers.fetch.Failure;

import java.time.Duration;
import java.util.Optional;

/// Failures that mean the same at every service: an error page of the network in front of it, a status.
public final class HttpFailures {
    private HttpFailures() {}

    /// The failure that a status is, whatever the body; empty where the body has to be read.
    ///
    /// @param slowDown how long to pause after too many requests, unless `Retry-After` is set
    /// @param firewall how long to pause when a firewall blocks this address, unless `Retry-After` is set
    public static Optional<Failure> byStatus(Response response, Duration slowDown, Duration firewall) {
        return switch (response.status()) {
            case 429 -> Optional.of(tooManyRequests(response, slowDown));
            case 403 -> Optional.of(firewall(response, firewall));
            case 451 ->
                Optional.of(new Failure.Rejected(status(response) + ": the venue does not serve this location"));
            default -> serverError(response);
        };
    }

    public static Failure tooManyRequests(Response response, Duration slowDown) {
        return new Failure.SlowDown(response.retryAfter().orElse(slowDown), status(response) + ": too many requests");
    }

    public static Failure firewall(Response response, Duration firewall) {
        return new Failure.Banned(response.retryAfter().orElse(firewall),
                status(response) + ": a firewall has blocked this address");
    }

    /// Empty below 500.
    public static Optional<Failure> serverError(Response response) {
        return response.status() >= 500
                ? Optional.of(new Failure.Unavailable(status(response) + ": server error"))
                : Optional.empty();
    }

    /// A response that is not JSON: a wrong address if its status is an error, otherwise a page that does not belong here.
    public static Failure notJson(Response response) {
        String what = status(response) + " with content type '" + response.contentType() + "' instead of JSON";
        return response.status() < 300
                ? new Failure.Unreadable(what, response.excerpt())
                : new Failure.Rejected(what + ": is the base address right?");
    }

    /// A status that is neither success nor explained by the body.
    public static Failure unexpected(Response response) {
        return new Failure.Rejected(status(response) + ": " + response.excerpt());
    }

    public static String status(Response response) {
        return "HTTP " + response.status();
    }
}
