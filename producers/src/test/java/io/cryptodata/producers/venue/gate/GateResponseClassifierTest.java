package io.cryptodata.producers.venue.gate;

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

class GateResponseClassifierTest {

    @Test
    void a_body_with_a_label_is_an_error_whatever_the_status() {
        assertThat(read(Responses.json(200, "{\"label\":\"INVALID_CURRENCY_PAIR\",\"message\":\"Invalid\"}")))
                .isEqualTo(new Failure.Rejected("INVALID_CURRENCY_PAIR: Invalid"));
        assertThat(read(Responses.json(400, "{\"label\":\"SERVER_ERROR\",\"message\":\"\"}")))
                .isInstanceOf(Failure.Unavailable.class);
        assertThat(read(Responses.json(403, "{\"label\":\"FORBIDDEN\",\"message\":\"\"}")))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(read(Responses.json(200, "{\"server_time\":1714521600123}")))
                .isEqualTo(new Fetch.Ok<>(Instant.parse("2024-05-01T00:00:00.123Z")));
    }

    @Test
    void too_many_requests_require_one_period_of_the_limit_unless_a_header_is_set() {
        String text = "{\"label\":\"TOO_MANY_REQUESTS\",\"message\":\"Request Rate limit Exceeded\"}";
        assertThat(pauseAfter(Responses.json(429, text))).isEqualTo(Duration.ofSeconds(10));
        assertThat(pauseAfter(Responses.json(200, text))).isEqualTo(Duration.ofSeconds(10));
        assertThat(pauseAfter(Responses.json(429, text, "Retry-After", "3"))).isEqualTo(Duration.ofSeconds(3));
        assertThat(pauseAfter(Responses.html(429))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_page_of_the_network_in_front_is_a_block_and_never_parsed() {
        assertThat(read(Responses.html(403))).isEqualTo(new Failure.Banned(Duration.ofMinutes(5),
                "HTTP 403: a firewall has blocked this address"));
        assertThat(read(Responses.html(502))).isInstanceOf(Failure.Unavailable.class);
        assertThat(read(Responses.html(200))).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void recorded_and_documented_errors_are_classified() {
        assertThat(read(Responses.json(429, Recorded.text("constructed/errors/gate.TOO_MANY_REQUESTS.json"))))
                .isInstanceOf(Failure.SlowDown.class);
        assertThat(read(
                Responses.json(200, Recorded.text("recorded/gate/xchange.api_v4_withdrawals_rate-limit.json"))))
                .isInstanceOf(Failure.SlowDown.class);
        assertThat(read(Responses.json(400, Recorded.text("recorded/errors/gate.ccxt-L1130.json"))))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(read(Responses.json(400, Recorded.text("constructed/errors/gate.INVALID_CURRENCY_PAIR.json"))))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(read(Responses.json(400, Recorded
                .text("recorded/gate/xchange.api_v4_wallet_withdraw_status_internal-server-error.json"))))
                .isInstanceOf(Failure.Unavailable.class);
    }

    private static Duration pauseAfter(Response response) {
        if (read(response) instanceof Failure.SlowDown(Duration retryAfter, String _)) {
            return retryAfter;
        }
        throw new AssertionError("expected a request to slow down, but was " + read(response));
    }

    private static Object read(Response response) {
        return DirectRunner.outcome(
                new GateResponseClassifier().read(response, (body, _) -> GatePayloads.serverTime(body)));
    }
}
