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

    /// A response that no API gives, whatever the body: a redirect, which is not followed, or a refused location.
    static Optional<Failure> notServed(Response response) {
        if (response.status() == 451) {
            return Optional.of(new Failure.NotServed(status(response) + ": this location is not served"));
        }
        return response.status() / 100 == 3
                ? Optional.of(new Failure.NotServed(status(response) + ": redirected to "
                        + Locations.describe(response.headers().firstValue("Location").orElse(""))
                        + ", but redirects are not followed: is the base address right?"))
                : Optional.empty();
    }

    /// A response that is not JSON.
    static Failure notJson(Response response) {
        String what = status(response) + " with " + response.describeBody() + " instead of JSON";
        if (response.isCompressed()) {
            return new Failure.Unreadable(what + ", although no compression was requested", "");
        }
        if (response.isMarkup() || response.body().isBlank() && response.status() != 200 || isMissing(response)) {
            return new Failure.NotServed(what + (response.status() < 300 ? "" : ": is the base address right?"));
        }
        return response.status() < 300
                ? new Failure.Unreadable(what, response.excerpt())
                : new Failure.Rejected(what + ": is the base address right?");
    }

    /// A status that is neither success nor explained by the body.
    public static Failure unexpected(Response response) {
        String what = status(response) + ": " + response.excerpt();
        return isMissing(response) || response.status() < 300
                ? new Failure.NotServed(what)
                : new Failure.Rejected(what);
    }

    private static boolean isMissing(Response response) {
        return response.status() == 404 || response.status() == 410;
    }

    public static String status(Response response) {
        return "HTTP " + response.status();
    }
}
