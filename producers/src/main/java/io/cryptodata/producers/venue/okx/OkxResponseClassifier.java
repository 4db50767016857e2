package io.cryptodata.producers.venue.okx;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.util.Set;

/// What an answer of OKX means. Its errors come with one status or another and a `code`; it never says how long to wait.
///
/// [Error codes](https://www.okx.com/docs-v5/en/#error-code)
final class OkxResponseClassifier {
    /// the stretch of time in which OKX counts
    private static final Duration SLOW_DOWN = Duration.ofSeconds(2);
    /// a block by the network in front of OKX names no end, and asking on prolongs it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<String> TOO_MANY_REQUESTS = Set.of("50011", "50061");
    /// a parameter that is missing or wrong; unknown instruments and the like begin with 51
    private static final Set<String> FINAL = Set.of("50000", "50002", "50006", "50014", "50015", "50016", "404");

    private OkxResponseClassifier() {}

    /// Reads what was asked from the data of an answer, which is an array.
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode data, Answered answer) throws UnreadableBody;
    }

    static <T> Fetch<T> read(Answered answer, Reader<T> reader) {
        return ResponseClassifier.<T>byStatus(answer, SLOW_DOWN, FIREWALL).orElseGet(() -> readText(answer, reader));
    }

    private static <T> Fetch<T> readText(Answered answer, Reader<T> reader) {
        return ResponseClassifier.isJson(answer) ? readJson(answer, reader) : ResponseClassifier.notJson(answer);
    }

    private static <T> Fetch<T> readJson(Answered answer, Reader<T> reader) {
        try {
            JsonNode body = JsonBody.tree(answer.body());
            String code = JsonBody.text(body.path("code"));
            if (code.isEmpty()) {
                return answer.status() == 200
                        ? new Fetch.Unreadable<>("no code", answer.excerpt())
                        : new Fetch.Rejected<>("HTTP " + answer.status() + ": " + answer.excerpt());
            }
            if (!code.equals("0")) {
                return refused(code, body);
            }
            if (!body.path("data").isArray()) {
                return new Fetch.Unreadable<>("no array under data", answer.excerpt());
            }
            return new Fetch.Ok<>(reader.read(body.path("data"), answer));
        } catch (UnreadableBody e) {
            return ResponseClassifier.unreadable(e, answer);
        }
    }

    private static <T> Fetch<T> refused(String code, JsonNode body) {
        String said = "code " + code + ": " + Excerpts.of(body.path("msg").asText());
        if (TOO_MANY_REQUESTS.contains(code)) {
            return new Fetch.SlowDown<>(SLOW_DOWN, said);
        }
        boolean requestIsWrong = FINAL.contains(code) || code.length() == 5 && code.startsWith("51");
        return requestIsWrong ? new Fetch.Rejected<>(said) : new Fetch.Unavailable<>(said);
    }
}
