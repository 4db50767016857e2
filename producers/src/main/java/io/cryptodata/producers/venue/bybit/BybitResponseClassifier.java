package io.cryptodata.producers.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.http.HttpTransport.Answered;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/// What an answer of Bybit means. Most of its errors come with status 200 and a `retCode`.
///
/// [Error codes](https://bybit-exchange.github.io/docs/v5/error)
final class BybitResponseClassifier {
    /// the stretch of time in which Bybit counts
    private static final Duration SLOW_DOWN = Duration.ofSeconds(5);
    /// Bybit asks to stay away for at least so long, and names no end
    private static final Duration BAN = Duration.ofMinutes(10);
    /// a place that Bybit does not serve is not served later either, but an address may move
    private static final Duration OTHER_PLACE = Duration.ofHours(1);
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);
    private static final String RESET = "X-Bapi-Limit-Reset-Timestamp";
    private static final Set<Long> TOO_MANY_REQUESTS = Set.of(429L, 10006L, 10429L);
    private static final Set<Long> BANNED = Set.of(10009L, 10018L);
    /// a parameter or a path that does not exist, a permission that is not there
    private static final Set<Long> FINAL = Set.of(10001L, 10003L, 10004L, 10005L, 10010L, 10017L, 10024L, 10029L);

    private BybitResponseClassifier() {}

    /// Reads what was asked from the whole body.
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode body, Answered answer) throws UnreadableBody;
    }

    static <T> Fetch<T> read(Answered answer, Reader<T> reader) {
        String said = "HTTP " + answer.status();
        return switch (answer.status()) {
            case 429 ->
                new Fetch.SlowDown<>(ResponseClassifier.retryAfter(answer).orElse(SLOW_DOWN),
                        said + ": too many requests");
            case 403 -> forbidden(answer, said);
            default -> answer.status() >= 500
                    ? new Fetch.Unavailable<>(said + ": the venue has trouble")
                    : readText(answer, reader);
        };
    }

    /// Either too many requests, or a place on earth that Bybit or the network in front of it refuses.
    private static <T> Fetch<T> forbidden(Answered answer, String said) {
        boolean place = answer.body().contains("country");
        return place
                ? new Fetch.Banned<>(OTHER_PLACE, said + ": the venue does not serve this location")
                : new Fetch.Banned<>(ResponseClassifier.retryAfter(answer).orElse(BAN),
                        said + ": this address is shut out");
    }

    private static <T> Fetch<T> readText(Answered answer, Reader<T> reader) {
        return ResponseClassifier.isJson(answer) ? readJson(answer, reader) : ResponseClassifier.notJson(answer);
    }

    private static <T> Fetch<T> readJson(Answered answer, Reader<T> reader) {
        try {
            JsonNode body = JsonBody.tree(answer.body());
            JsonNode code = body.path("retCode");
            if (code.isMissingNode() && answer.status() != 200) {
                return new Fetch.Rejected<>("HTTP " + answer.status() + ": " + answer.excerpt());
            }
            long number = JsonBody.wholeNumber(code, "retCode");
            return number == 0
                    ? new Fetch.Ok<>(reader.read(body, answer))
                    : refused(number, body, answer);
        } catch (UnreadableBody e) {
            return ResponseClassifier.unreadable(e, answer);
        }
    }

    private static <T> Fetch<T> refused(long code, JsonNode body, Answered answer) {
        String said = "retCode " + code + ": " + Excerpts.of(body.path("retMsg").asText());
        if (TOO_MANY_REQUESTS.contains(code)) {
            return new Fetch.SlowDown<>(untilReset(body, answer), said);
        }
        if (BANNED.contains(code)) {
            return new Fetch.Banned<>(BAN, said);
        }
        return FINAL.contains(code) ? new Fetch.Rejected<>(said) : new Fetch.Unavailable<>(said);
    }

    /// Both times are by the venue's clock, so that ours does not matter.
    private static Duration untilReset(JsonNode body, Answered answer) {
        OptionalLong reset = answer.number(RESET);
        long now = body.path("time").asLong(0);
        if (reset.isEmpty() || now <= 0) {
            return SLOW_DOWN;
        }
        Duration rest = Duration.ofMillis(reset.getAsLong() - now);
        return rest.isPositive() && rest.compareTo(LONGEST_PATIENCE) <= 0 ? rest : SLOW_DOWN;
    }
}
