package io.cryptodata.producers.venue.gate;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What an answer of Gate.io means. Whatever the status, a body with a `label` is an error.
///
/// [Errors](https://www.gate.com/docs/developers/apiv4/en/#error-handling)
final class GateResponseClassifier {
    /// one period of every limit
    private static final Duration SLOW_DOWN = Duration.ofSeconds(10);
    /// a block by the network in front of Gate.io names no end, and asking on prolongs it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<String> TOO_MUCH = Set.of("TOO_MANY_REQUESTS", "TOO_FAST");
    private static final Set<String> PASSING = Set.of("INTERNAL", "SERVER_ERROR", "TOO_BUSY");

    private GateResponseClassifier() {}

    static <T> Fetch<T> read(Answered answer, ResponseClassifier.Parser<T> parser) {
        String said = "HTTP " + answer.status();
        if (answer.status() == 429) {
            return new Fetch.SlowDown<>(patience(answer), said + ": too many requests");
        }
        if (answer.status() >= 500) {
            return new Fetch.Unavailable<>(said + ": the venue has trouble");
        }
        if (answer.status() == 403 && !ResponseClassifier.isJson(answer)) {
            return new Fetch.Banned<>(ResponseClassifier.retryAfter(answer).orElse(FIREWALL),
                    said + ": the network in front of the venue has blocked this address");
        }
        return ResponseClassifier.isJson(answer) ? readJson(answer, parser) : ResponseClassifier.notJson(answer);
    }

    private static <T> Fetch<T> readJson(Answered answer, ResponseClassifier.Parser<T> parser) {
        try {
            Optional<GatePayloads.Problem> problem = GatePayloads.problem(answer.body());
            if (problem.isPresent()) {
                return refused(answer, problem.get());
            }
            return answer.status() == 200
                    ? new Fetch.Ok<>(parser.parse(answer))
                    : new Fetch.Rejected<>("HTTP " + answer.status() + ": " + answer.excerpt());
        } catch (UnreadableBody e) {
            return ResponseClassifier.unreadable(e, answer);
        }
    }

    private static <T> Fetch<T> refused(Answered answer, GatePayloads.Problem problem) {
        String said = problem.label() + ": " + problem.message();
        if (TOO_MUCH.contains(problem.label())) {
            return new Fetch.SlowDown<>(patience(answer), said);
        }
        return PASSING.contains(problem.label()) ? new Fetch.Unavailable<>(said) : new Fetch.Rejected<>(said);
    }

    private static Duration patience(Answered answer) {
        return ResponseClassifier.retryAfter(answer).orElse(SLOW_DOWN);
    }
}
