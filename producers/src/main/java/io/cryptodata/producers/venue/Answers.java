package io.cryptodata.producers.venue;

import io.cryptodata.producers.venue.VenueHttp.Answered;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What holds for the answers of every venue: an error page of the network in front of it, a header that says when to come
/// back.
public final class Answers {
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(3);

    private Answers() {}

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
