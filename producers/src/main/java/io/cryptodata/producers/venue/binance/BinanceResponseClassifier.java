package io.cryptodata.producers.venue.binance;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an answer of Binance means: which are answers, which ask for patience, which are final.
///
/// [Error codes](https://developers.binance.com/docs/binance-spot-api-docs/errors)
final class BinanceResponseClassifier {
    private static final Duration SLOW_DOWN = Duration.ofSeconds(60);
    /// the shortest ban that Binance documents
    private static final Duration BAN = Duration.ofMinutes(2);
    /// a block by the network in front of Binance names no end, and asking on prolongs it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<Long> TOO_MANY_REQUESTS = Set.of(-1003L, -1015L, -1034L);
    private static final Pattern BANNED_UNTIL = Pattern.compile("banned until (\\d{13})");

    private BinanceResponseClassifier() {}

    static <T> Fetch<T> read(Answered answer, ResponseClassifier.Parser<T> parser) {
        return answer.status() == 418
                ? new Fetch.Banned<>(banLength(answer), "HTTP 418: this address is banned")
                : ResponseClassifier.<T>byStatus(answer, SLOW_DOWN, FIREWALL).orElseGet(() -> readText(answer, parser));
    }

    private static <T> Fetch<T> readText(Answered answer, ResponseClassifier.Parser<T> parser) {
        return ResponseClassifier.isJson(answer) ? readJson(answer, parser) : ResponseClassifier.notJson(answer);
    }

    private static <T> Fetch<T> readJson(Answered answer, ResponseClassifier.Parser<T> parser) {
        try {
            Optional<BinancePayloads.Problem> problem = BinancePayloads.problem(answer.body());
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

    /// -11xx says that the request itself is wrong (an unknown symbol is -1121), so that repeating it is useless.
    private static <T> Fetch<T> refused(Answered answer, BinancePayloads.Problem problem) {
        String said = "code " + problem.code() + ": " + problem.message();
        if (TOO_MANY_REQUESTS.contains(problem.code())) {
            return bannedUntil(answer).isPresent()
                    ? new Fetch.Banned<>(banLength(answer), said)
                    : new Fetch.SlowDown<>(ResponseClassifier.retryAfter(answer).orElse(SLOW_DOWN), said);
        }
        boolean requestIsWrong = problem.code() <= -1100 && problem.code() > -1200;
        return requestIsWrong ? new Fetch.Rejected<>(said) : new Fetch.Unavailable<>(said);
    }

    private static Duration banLength(Answered answer) {
        return ResponseClassifier.retryAfter(answer).or(() -> bannedUntil(answer)).orElse(BAN);
    }

    /// The rest of a ban whose end stands only in the text.
    private static Optional<Duration> bannedUntil(Answered answer) {
        Matcher text = BANNED_UNTIL.matcher(answer.body());
        if (!text.find()) {
            return Optional.empty();
        }
        Duration rest = Duration.between(answer.ended(), Instant.ofEpochMilli(Long.parseLong(text.group(1))));
        return Optional.of(rest.isPositive() ? rest : Duration.ofSeconds(1));
    }
}
