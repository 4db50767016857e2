package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.http.Responses;
import io.cryptodata.producers.venue.Recorded;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class KucoinResponseClassifierTest {
    private static final String TOO_MANY = "{\"code\":\"429000\",\"msg\":\"Too Many Requests\"}";

    @Test
    void only_the_code_200000_is_success_whatever_the_status() {
        assertThat(read(Responses.json(200, "{\"code\":\"200000\",\"data\":1714521600123}")))
                .isEqualTo(new Fetch.Ok<>(Instant.parse("2024-05-01T00:00:00.123Z")));
        assertThat(read(Responses.json(200, "{\"code\":\"400100\",\"msg\":\"Unsupported trading pair.\"}")))
                .isEqualTo(new Failure.Rejected("code 400100: Unsupported trading pair."));
        assertThat(read(Responses.json(200, "{\"code\":\"500000\",\"msg\":\"\"}")))
                .isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void too_many_requests_last_until_the_pool_is_full_again() {
        assertThat(pauseAfter(Responses.json(429, TOO_MANY, "gw-ratelimit-reset", "7250")))
                .isEqualTo(Duration.ofMillis(7250));
        assertThat(pauseAfter(Responses.json(200, TOO_MANY, "gw-ratelimit-reset", "1")))
                .isEqualTo(Duration.ofMillis(1));
        assertThat(pauseAfter(Responses.json(429, TOO_MANY))).isEqualTo(Duration.ofSeconds(30));
        assertThat(pauseAfter(Responses.html(429))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_reset_time_beyond_the_period_is_replaced_by_the_period() {
        assertThat(pauseAfter(Responses.json(429, TOO_MANY, "gw-ratelimit-reset", "99999999999")))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_body_without_a_code_is_none_of_kucoins() {
        assertThat(read(Responses.json(200, "{\"data\":1}"))).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(Responses.json(404, "{\"error\":\"Not Found\"}"))).isInstanceOf(Failure.NotServed.class);
        assertThat(read(Responses.html(404))).isInstanceOf(Failure.NotServed.class);
        assertThat(read(Responses.html(200))).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void recorded_errors_are_classified() {
        assertThat(read(Responses.json(429, Recorded.text("recorded/errors/kucoin.429.candles.json"))))
                .isInstanceOf(Failure.SlowDown.class);
        for (String error : new String[]{"kucoin.ccxt-L651", "kucoin.ccxt-L746", "kucoin.ccxt-L750"}) {
            assertThat(read(Responses.json(200, Recorded.text("recorded/errors/" + error + ".json")))).as(error)
                    .isInstanceOf(Failure.Rejected.class);
        }
    }

    private static Duration pauseAfter(Response response) {
        if (read(response) instanceof Failure.SlowDown(Duration retryAfter, String _)) {
            return retryAfter;
        }
        throw new AssertionError("expected a request to slow down, but was " + read(response));
    }

    private static Object read(Response response) {
        return DirectRunner.outcome(
                new KucoinResponseClassifier().read(response, (body, _) -> KucoinPayloads.serverTime(body)));
    }
}
