package io.cryptodata.producers.venue.bitget;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.util.Set;

/// What an answer of Bitget means: which are answers, which ask for patience, which are final. Its codes count, whatever
/// the status.
///
/// [Error codes](https://www.bitget.com/api-doc/common/error-code/restapi)
final class BitgetResponseClassifier {
    /// Bitget does not say for how long; its limits are of a second and of a minute
    private static final Duration SLOW_DOWN = Duration.ofSeconds(10);
    /// a block by the network in front of Bitget names no end, and asking on prolongs it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<String> TOO_MANY_REQUESTS = Set.of("429", "1001", "30014", "30026");
    /// the question itself is wrong: an unknown or removed market, a parameter that is missing or no value
    private static final Set<String> FINAL = Set.of("40017", "400172", "40019", "40020", "40034", "40102", "40302",
            "40304", "40309", "40404", "invalid-parameter", "bad-request");
    /// upgrades, maintenance of the venue or of one market, an abnormal system
    private static final Set<String> PASSING = Set.of("40015", "40200", "40308", "41114");

    private BitgetResponseClassifier() {}

    /// Reads what was asked from an envelope that says success.
    @FunctionalInterface
    interface Parser<T> {
        T parse(BitgetPayloads.Envelope envelope, Answered answer) throws UnreadableBody;
    }

    static <T> Fetch<T> read(Answered answer, Parser<T> parser) {
        return ResponseClassifier.<T>byStatus(answer, SLOW_DOWN, FIREWALL).orElseGet(() -> readText(answer, parser));
    }

    private static <T> Fetch<T> readText(Answered answer, Parser<T> parser) {
        boolean empty = answer.status() == 200 && answer.body().isBlank();
        return empty || ResponseClassifier.isJson(answer)
                ? readJson(answer, parser)
                : ResponseClassifier.notJson(answer);
    }

    private static <T> Fetch<T> readJson(Answered answer, Parser<T> parser) {
        try {
            BitgetPayloads.Envelope envelope = BitgetPayloads.envelope(answer.body());
            return envelope.isSuccess() && answer.status() == 200
                    ? new Fetch.Ok<>(parser.parse(envelope, answer))
                    : refused(answer, envelope);
        } catch (UnreadableBody e) {
            return ResponseClassifier.unreadable(e, answer);
        }
    }

    /// An unknown code is final with a status that blames the question, and may pass otherwise.
    private static <T> Fetch<T> refused(Answered answer, BitgetPayloads.Envelope envelope) {
        String said = "HTTP " + answer.status() + ", code " + envelope.code() + ": " + envelope.message();
        if (TOO_MANY_REQUESTS.contains(envelope.code())) {
            return new Fetch.SlowDown<>(ResponseClassifier.retryAfter(answer).orElse(SLOW_DOWN), said);
        }
        boolean questionIsWrong = FINAL.contains(envelope.code())
                || answer.status() != 200 && !PASSING.contains(envelope.code());
        return questionIsWrong ? new Fetch.Rejected<>(said) : new Fetch.Unavailable<>(said);
    }
}
