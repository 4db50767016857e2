package io.cryptodata.producers.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpFailures;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.ResponseClassifier;
import io.cryptodata.producers.venue.Times;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Binance's failures.
///
/// [Error codes](https://developers.binance.com/docs/binance-spot-api-docs/errors)
final class BinanceResponseClassifier implements ResponseClassifier {
    private static final Duration SLOW_DOWN = Duration.ofSeconds(60);
    /// the shortest ban that Binance documents
    private static final Duration BAN = Duration.ofMinutes(2);
    /// Binance's firewall reports no end of a block, and more requests prolong it
    private static final Duration FIREWALL = Duration.ofMinutes(5);
    private static final Set<Long> TOO_MANY_REQUESTS = Set.of(-1003L, -1015L, -1034L);
    /// the longest ban that Binance documents
    private static final Duration LONGEST_BAN = Duration.ofDays(3);
    private static final Pattern BANNED_UNTIL = Pattern.compile("banned until (\\d{13})(?!\\d)");

    @Override
    public Optional<Failure> failureByStatus(Response response) {
        return response.status() == 418
                ? Optional.of(new Failure.Banned(banLength(response), "HTTP 418: this address is banned"))
                : HttpFailures.byStatus(response, SLOW_DOWN, FIREWALL);
    }

    @Override
    public Optional<Failure> failureInBody(JsonNode body, Response response) {
        return BinancePayloads.problem(body).map(problem -> failure(response, problem));
    }

    /// With -11xx the request itself is wrong (an unknown symbol is -1121), so that a retry is useless.
    private static Failure failure(Response response, BinancePayloads.Problem problem) {
        String reason = "code " + problem.code() + ": " + problem.message();
        if (TOO_MANY_REQUESTS.contains(problem.code())) {
            return bannedUntil(response).isPresent()
                    ? new Failure.Banned(banLength(response), reason)
                    : new Failure.SlowDown(response.retryAfter().orElse(SLOW_DOWN), reason);
        }
        boolean requestIsWrong = problem.code() <= -1100 && problem.code() > -1200;
        return requestIsWrong ? new Failure.Rejected(reason) : new Failure.Unavailable(reason);
    }

    private static Duration banLength(Response response) {
        return response.retryAfter().or(() -> bannedUntil(response)).orElse(BAN);
    }

    /// The rest of a ban whose end is only in the text.
    private static Optional<Duration> bannedUntil(Response response) {
        Matcher text = BANNED_UNTIL.matcher(response.body());
        if (!text.find()) {
            return Optional.empty();
        }
        Duration rest = Times.of(text.group(1)).map(until -> Duration.between(response.ended(), until))
                .orElse(LONGEST_BAN);
        Duration longest = rest.compareTo(LONGEST_BAN) > 0 ? LONGEST_BAN : rest;
        return Optional.of(longest.isPositive() ? longest : Duration.ofSeconds(1));
    }
}
