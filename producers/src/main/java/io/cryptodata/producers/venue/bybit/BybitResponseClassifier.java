package io.cryptodata.producers.venue.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.Excerpts;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.http.UnreadableBody;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Bybit's failures. Most of its errors come with status 200 and a `retCode`.
///
/// [Error codes](https://bybit-exchange.github.io/docs/v5/error)
final class BybitResponseClassifier implements ResponseClassifier {
    /// the period in which Bybit counts
    private static final Duration SLOW_DOWN = Duration.ofSeconds(5);
    /// the shortest pause that Bybit documents; it reports no end
    private static final Duration BAN = Duration.ofMinutes(10);
    /// a location that Bybit does not serve will not be served later, but an address may move
    private static final Duration OTHER_LOCATION = Duration.ofHours(1);
    private static final Duration LONGEST_RESET = Duration.ofHours(1);
    private static final String RESET = "X-Bapi-Limit-Reset-Timestamp";
    private static final Set<Long> TOO_MANY_REQUESTS = Set.of(429L, 10006L, 10429L);
    private static final Set<Long> BANNED = Set.of(10009L, 10018L);
    /// a parameter or a path that does not exist, a missing permission
    private static final Set<Long> FINAL = Set.of(10001L, 10003L, 10004L, 10005L, 10010L, 10017L, 10024L, 10029L);

    @Override
    public Optional<Failure> failureByStatus(Response response) {
        return switch (response.status()) {
            case 429 -> Optional.of(HttpFailures.tooManyRequests(response, SLOW_DOWN));
            case 403 -> Optional.of(forbidden(response));
            default -> HttpFailures.serverError(response);
        };
    }

    /// Either too many requests, or a location that Bybit or the network in front of it refuses.
    private static Failure forbidden(Response response) {
        return response.body().contains("country")
                ? new Failure.Banned(OTHER_LOCATION,
                        HttpFailures.status(response) + ": the venue does not serve this location")
                : new Failure.Banned(response.retryAfter().orElse(BAN),
                        HttpFailures.status(response) + ": this address is banned");
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) throws UnreadableBody {
        JsonNode code = body.path("retCode");
        if (code.isMissingNode() && response.status() != 200) {
            return Optional.of(HttpFailures.unexpected(response));
        }
        long number = JsonBody.wholeNumber(code, "retCode");
        return number == 0 ? Optional.empty() : Optional.of(failure(number, body, response));
    }

    private static Failure failure(long code, JsonNode body, Response response) {
        String reason = "retCode " + code + ": " + Excerpts.of(body.path("retMsg").asText());
        if (TOO_MANY_REQUESTS.contains(code)) {
            return new Failure.SlowDown(untilReset(body, response), reason);
        }
        if (BANNED.contains(code)) {
            return new Failure.Banned(BAN, reason);
        }
        return FINAL.contains(code) ? new Failure.Rejected(reason) : new Failure.Unavailable(reason);
    }

    /// Both times are by the venue's clock, so that ours does not matter.
    private static Duration untilReset(JsonNode body, Response response) {
        OptionalLong reset = response.number(RESET);
        long now = body.path("time").asLong(0);
        if (reset.isEmpty() || now <= 0) {
            return SLOW_DOWN;
        }
        Duration rest = Duration.ofMillis(reset.getAsLong() - now);
        return rest.isPositive() && rest.compareTo(LONGEST_RESET) <= 0 ? rest : SLOW_DOWN;
    }
}
