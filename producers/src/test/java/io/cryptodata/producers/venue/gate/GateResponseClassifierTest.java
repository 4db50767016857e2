package io.cryptodata.producers.venue.gate;

import io.cryptodata.producers.venue.AnsweredWith;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Recorded;
import io.cryptodata.producers.http.HttpTransport.Answered;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class GateResponseClassifierTest {

    @Test
    void a_body_with_a_label_is_an_error_whatever_the_status() {
        assertThat(read(AnsweredWith.json(200, "{\"label\":\"INVALID_CURRENCY_PAIR\",\"message\":\"Invalid\"}")))
                .isEqualTo(new Fetch.Rejected<>("INVALID_CURRENCY_PAIR: Invalid"));
        assertThat(read(AnsweredWith.json(400, "{\"label\":\"SERVER_ERROR\",\"message\":\"\"}")))
                .isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(AnsweredWith.json(403, "{\"label\":\"FORBIDDEN\",\"message\":\"\"}")))
                .isInstanceOf(Fetch.Rejected.class);
        assertThat(read(AnsweredWith.json(200, "{\"server_time\":1714521600123}")))
                .isEqualTo(new Fetch.Ok<>(Instant.parse("2024-05-01T00:00:00.123Z")));
    }

    @Test
    void too_many_requests_last_one_period_of_the_limit_unless_a_header_says_otherwise() {
        String text = "{\"label\":\"TOO_MANY_REQUESTS\",\"message\":\"Request Rate limit Exceeded\"}";
        assertThat(patience(AnsweredWith.json(429, text))).isEqualTo(Duration.ofSeconds(10));
        assertThat(patience(AnsweredWith.json(200, text))).isEqualTo(Duration.ofSeconds(10));
        assertThat(patience(AnsweredWith.json(429, text, "Retry-After", "3"))).isEqualTo(Duration.ofSeconds(3));
        assertThat(patience(AnsweredWith.html(429))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_page_of_the_network_in_front_is_a_block_and_never_parsed() {
        assertThat(read(AnsweredWith.html(403))).isEqualTo(new Fetch.Banned<>(Duration.ofMinutes(5),
                "HTTP 403: the network in front of the venue has blocked this address"));
        assertThat(read(AnsweredWith.html(502))).isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(AnsweredWith.html(200))).isInstanceOf(Fetch.Unreadable.class);
    }

    @Test
    void recorded_and_documented_errors_are_told_apart() {
        assertThat(read(AnsweredWith.json(429, Recorded.text("constructed/errors/gate.TOO_MANY_REQUESTS.json"))))
                .isInstanceOf(Fetch.SlowDown.class);
        assertThat(read(
                AnsweredWith.json(200, Recorded.text("recorded/gate/xchange.api_v4_withdrawals_rate-limit.json"))))
                .isInstanceOf(Fetch.SlowDown.class);
        assertThat(read(AnsweredWith.json(400, Recorded.text("recorded/errors/gate.ccxt-L1130.json"))))
                .isInstanceOf(Fetch.Rejected.class);
        assertThat(read(AnsweredWith.json(400, Recorded.text("constructed/errors/gate.INVALID_CURRENCY_PAIR.json"))))
                .isInstanceOf(Fetch.Rejected.class);
        assertThat(read(AnsweredWith.json(400, Recorded
                .text("recorded/gate/xchange.api_v4_wallet_withdraw_status_internal-server-error.json"))))
                .isInstanceOf(Fetch.Unavailable.class);
    }

    private static Duration patience(Answered answer) {
        if (read(answer) instanceof Fetch.SlowDown<Instant>(Duration retryAfter, String _)) {
            return retryAfter;
        }
        throw new AssertionError("expected a request to slow down, but was " + read(answer));
    }

    private static Fetch<Instant> read(Answered answer) {
        return GateResponseClassifier.read(answer, whole -> GatePayloads.serverTime(whole.body()));
    }
}
