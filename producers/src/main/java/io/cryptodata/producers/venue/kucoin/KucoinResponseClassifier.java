package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What an answer of KuCoin means. Whatever the status, only the code `200000` is an answer.
///
/// [Errors](https://www.kucoin.com/docs-new/errors-code)
final class KucoinResponseClassifier {
    private static final String TOO_MANY_REQUESTS = "429000";
    /// the pool of weight is full again after its period
    private static final Duration SLOW_DOWN = Duration.ofSeconds(30);
    /// a block by the network in front of KuCoin names no end, and asking on prolongs it
    private static final Duration FIREWALL = Duration.ofMinutes(5);

    private KucoinResponseClassifier() {}

    static <T> Fetch<T> read(Answered answer, ResponseClassifier.Parser<T> parser) {
        String said = "HTTP " + answer.status();
        return switch (answer.status()) {
            case 429 -> new Fetch.SlowDown<>(patience(answer), said + ": too many requests");
            case 403 -> new Fetch.Banned<>(ResponseClassifier.retryAfter(answer).orElse(FIREWALL),
                    said + ": the venue has shut this address out");
            default -> answer.status() >= 500
                    ? new Fetch.Unavailable<>(said + ": the venue has trouble")
                    : readText(answer, parser);
        };
    }

    private static <T> Fetch<T> readText(Answered answer, ResponseClassifier.Parser<T> parser) {
        if (!ResponseClassifier.isJson(answer)) {
            return ResponseClassifier.notJson(answer);
        }
        try {
            Optional<KucoinPayloads.Problem> problem = KucoinPayloads.problem(answer.body());
            return problem.isPresent()
                    ? refused(answer, problem.get())
                    : new Fetch.Ok<>(parser.parse(answer));
        } catch (UnreadableBody e) {
            return answer.status() == 200
                    ? ResponseClassifier.unreadable(e, answer)
                    : new Fetch.Rejected<>("HTTP " + answer.status() + ": " + answer.excerpt());
        }
    }

    /// Codes from 400000 on say that the request itself is wrong, 404 that there is no such path.
    private static <T> Fetch<T> refused(Answered answer, KucoinPayloads.Problem problem) {
        String said = "code " + problem.code() + ": " + problem.message();
        if (problem.code().equals(TOO_MANY_REQUESTS)) {
            return new Fetch.SlowDown<>(patience(answer), said);
        }
        return problem.code().startsWith("4") ? new Fetch.Rejected<>(said) : new Fetch.Unavailable<>(said);
    }

    /// KuCoin says in milliseconds when its pool is full again.
    private static Duration patience(Answered answer) {
        OptionalLong reset = answer.number("gw-ratelimit-reset");
        return reset.isPresent() && reset.getAsLong() > 0
                ? Duration.ofMillis(Math.min(reset.getAsLong(), SLOW_DOWN.toMillis()))
                : ResponseClassifier.retryAfter(answer).orElse(SLOW_DOWN);
    }
}
