package io.cryptodata.producers.venue.kraken;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an answer of Kraken means. Errors come with status 200, as texts under `error`; a text that begins with `W` only
/// warns.
///
/// [Errors](https://docs.kraken.com/api/docs/guides/spot-errors)
final class KrakenResponseClassifier {
    private static final Duration SLOW_DOWN = Duration.ofSeconds(10);
    /// what Kraken asks for after a lockout
    private static final Duration LOCKOUT = Duration.ofMinutes(15);
    /// a block by the network in front of Kraken names no end, and asking on prolongs it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final List<String> TOO_MUCH = List.of("EGeneral:Too many requests", "EAPI:Rate limit exceeded",
            "EService:Throttled");
    private static final List<String> LOCKED_OUT = List.of("EGeneral:Temporary lockout");
    private static final List<String> REQUEST_IS_WRONG = List.of("EQuery:", "EAPI:", "EGeneral:Invalid arguments",
            "EGeneral:Unknown method", "EGeneral:Permission denied");

    private KrakenResponseClassifier() {}

    static <T> Fetch<T> read(Answered answer, ResponseClassifier.Parser<T> parser) {
        return ResponseClassifier.<T>byStatus(answer, SLOW_DOWN, FIREWALL).orElseGet(() -> readText(answer, parser));
    }

    private static <T> Fetch<T> readText(Answered answer, ResponseClassifier.Parser<T> parser) {
        if (!ResponseClassifier.isJson(answer)) {
            return ResponseClassifier.notJson(answer);
        }
        try {
            Optional<String> error = KrakenPayloads.error(answer.body());
            if (error.isPresent()) {
                return refused(error.get());
            }
            return answer.status() == 200
                    ? new Fetch.Ok<>(parser.parse(answer))
                    : new Fetch.Rejected<>("HTTP " + answer.status() + ": " + answer.excerpt());
        } catch (UnreadableBody e) {
            return ResponseClassifier.unreadable(e, answer);
        }
    }

    private static <T> Fetch<T> refused(String error) {
        if (TOO_MUCH.stream().anyMatch(error::startsWith)) {
            return new Fetch.SlowDown<>(SLOW_DOWN, error);
        }
        if (LOCKED_OUT.stream().anyMatch(error::startsWith)) {
            return new Fetch.Banned<>(LOCKOUT, error);
        }
        return REQUEST_IS_WRONG.stream().anyMatch(error::startsWith)
                ? new Fetch.Rejected<>(error)
                : new Fetch.Unavailable<>(error);
    }
}
