package io.cryptodata.producers.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an answer of MEXC means: which are answers, which ask for patience, which are final. Codes count whatever the
/// status; contracts say everything with status 200.
///
/// [Spot](https://mexcdevelop.github.io/apidocs/spot_v3_en/#error-code)
/// [Contracts](https://mexcdevelop.github.io/apidocs/contract_v1_en/#error-code)
final class MexcResponseClassifier {
    /// MEXC does not say for how long; the longest period of its limits
    private static final Duration SLOW_DOWN = Duration.ofSeconds(10);
    /// a block by the network in front of MEXC names no end, and asking on prolongs it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<String> TOO_MANY_REQUESTS = Set.of("429", "510");
    /// the question itself is wrong: an unknown market, a parameter that is no value
    private static final Set<String> FINAL = Set.of("400", "404", "600", "601", "1001", "10007", "30014", "30021",
            "700003", "700004");
    /// the system is busy, has an error or is under maintenance
    private static final Set<String> PASSING = Set.of("500", "501", "503", "504", "604", "801", "11444");

    private MexcResponseClassifier() {}

    /// Reads what was asked from a body that is no error.
    @FunctionalInterface
    interface Parser<T> {
        T parse(JsonNode body, Answered answer) throws UnreadableBody;
    }

    static <T> Fetch<T> read(Answered answer, Parser<T> parser) {
        return ResponseClassifier.<T>byStatus(answer, SLOW_DOWN, FIREWALL).orElseGet(() -> readText(answer, parser));
    }

    private static <T> Fetch<T> readText(Answered answer, Parser<T> parser) {
        return ResponseClassifier.isJson(answer) ? readJson(answer, parser) : ResponseClassifier.notJson(answer);
    }

    private static <T> Fetch<T> readJson(Answered answer, Parser<T> parser) {
        try {
            JsonNode body = JsonBody.tree(answer.body());
            Optional<MexcPayloads.Problem> problem = MexcPayloads.problem(body);
            if (problem.isPresent()) {
                return refused(answer, problem.get());
            }
            return answer.status() == 200
                    ? new Fetch.Ok<>(parser.parse(body, answer))
                    : new Fetch.Rejected<>("HTTP " + answer.status() + ": " + answer.excerpt());
        } catch (UnreadableBody e) {
            return ResponseClassifier.unreadable(e, answer);
        }
    }

    /// An unknown code is final with a status that blames the question, and may pass otherwise.
    private static <T> Fetch<T> refused(Answered answer, MexcPayloads.Problem problem) {
        String said = "HTTP " + answer.status() + ", code " + problem.code() + ": " + problem.message();
        if (TOO_MANY_REQUESTS.contains(problem.code())) {
            return new Fetch.SlowDown<>(ResponseClassifier.retryAfter(answer).orElse(SLOW_DOWN), said);
        }
        if (problem.code().equals("403")) {
            return new Fetch.Banned<>(FIREWALL, said);
        }
        boolean passing = PASSING.contains(problem.code())
                || problem.message().toLowerCase(Locale.ROOT).contains("maintenance");
        boolean questionIsWrong = FINAL.contains(problem.code()) || problem.code().matches("-11\\d\\d")
                || answer.status() != 200;
        return questionIsWrong && !passing ? new Fetch.Rejected<>(said) : new Fetch.Unavailable<>(said);
    }
}
