package io.cryptodata.producers.http;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What holds for the answers of every venue: an error page of the network in front of it, a header that says when to come
/// back.
public final class ResponseClassifier {
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(3);

    private ResponseClassifier() {}

    /// Reads what was asked from a body that may hold it.
    @FunctionalInterface
    public interface Parser<T> {
        T parse(Answered answer) throws UnreadableBody;
    }

    /// What `Retry-After` says in seconds, at most three days; empty where it is missing or says something else.
    public static Optional<Duration> retryAfter(Answered answer) {
        OptionalLong seconds = answer.number("Retry-After");
        return seconds.isPresent() && seconds.getAsLong() > 0
                ? Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST_PATIENCE.toSeconds())))
                : Optional.empty();
    }

    /// What a status says by itself, whatever the body; empty where the body has to be read.
    ///
    /// @param slowDown how long to wait after too many requests, where the venue does not say so
    /// @param firewall how long to stay away from a network that blocks this address, where it does not say so
    public static <T> Optional<Fetch<T>> byStatus(Answered answer, Duration slowDown, Duration firewall) {
        String said = "HTTP " + answer.status();
        return switch (answer.status()) {
            case 429 -> Optional
                    .of(new Fetch.SlowDown<>(retryAfter(answer).orElse(slowDown), said + ": too many requests"));
            case 403 -> Optional.of(new Fetch.Banned<>(retryAfter(answer).orElse(firewall),
                    said + ": the firewall in front of the venue has blocked this address"));
            case 451 -> Optional.of(new Fetch.Rejected<>(said + ": the venue does not serve this location"));
            default -> answer.status() >= 500
                    ? Optional.of(new Fetch.Unavailable<>(said + ": the venue has trouble"))
                    : Optional.empty();
        };
    }

    public static boolean isJson(Answered answer) {
        return answer.contentType().contains("json");
    }

    /// An answer that is not JSON: a wrong address if it is an error, otherwise a page that has no business here.
    public static <T> Fetch<T> notJson(Answered answer) {
        String what = "HTTP " + answer.status() + " with content type '" + answer.contentType() + "' instead of JSON";
        return answer.status() < 300
                ? new Fetch.Unreadable<>(what, answer.excerpt())
                : new Fetch.Rejected<>(what + ": is the base address right?");
    }

    /// A body that its parser could not read.
    public static <T> Fetch<T> unreadable(UnreadableBody problem, Answered answer) {
        return new Fetch.Unreadable<>(String.valueOf(problem.getMessage()), answer.excerpt());
    }
}
