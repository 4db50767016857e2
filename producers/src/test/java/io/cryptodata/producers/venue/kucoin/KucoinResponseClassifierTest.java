package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.producers.venue.AnsweredWith;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Recorded;
import io.cryptodata.producers.http.HttpTransport.Answered;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class KucoinResponseClassifierTest {
    private static final String TOO_MANY = "{\"code\":\"429000\",\"msg\":\"Too Many Requests\"}";

    @Test
    void only_the_code_200000_is_an_answer_whatever_the_status() {
        assertThat(read(AnsweredWith.json(200, "{\"code\":\"200000\",\"data\":1714521600123}")))
                .isEqualTo(new Fetch.Ok<>(Instant.parse("2024-05-01T00:00:00.123Z")));
        assertThat(read(AnsweredWith.json(200, "{\"code\":\"400100\",\"msg\":\"Unsupported trading pair.\"}")))
                .isEqualTo(new Fetch.Rejected<>("code 400100: Unsupported trading pair."));
        assertThat(read(AnsweredWith.json(200, "{\"code\":\"500000\",\"msg\":\"\"}")))
                .isInstanceOf(Fetch.Unavailable.class);
    }

    @Test
    void too_many_requests_last_until_the_pool_is_full_again() {
        assertThat(patience(AnsweredWith.json(429, TOO_MANY, "gw-ratelimit-reset", "7250")))
                .isEqualTo(Duration.ofMillis(7250));
        assertThat(patience(AnsweredWith.json(200, TOO_MANY, "gw-ratelimit-reset", "1")))
                .isEqualTo(Duration.ofMillis(1));
        assertThat(patience(AnsweredWith.json(429, TOO_MANY))).isEqualTo(Duration.ofSeconds(30));
        assertThat(patience(AnsweredWith.html(429))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_pool_that_is_said_to_be_full_again_next_year_is_so_after_its_period() {
        assertThat(patience(AnsweredWith.json(429, TOO_MANY, "gw-ratelimit-reset", "99999999999")))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_body_without_a_code_is_none_of_kucoins() {
        assertThat(read(AnsweredWith.json(200, "{\"data\":1}"))).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(AnsweredWith.json(404, "{\"error\":\"Not Found\"}"))).isInstanceOf(Fetch.Rejected.class);
        assertThat(read(AnsweredWith.html(404))).isInstanceOf(Fetch.Rejected.class);
        assertThat(read(AnsweredWith.html(200))).isInstanceOf(Fetch.Unreadable.class);
    }

    @Test
    void recorded_errors_are_told_apart() {
        assertThat(read(AnsweredWith.json(429, Recorded.text("recorded/errors/kucoin.429.candles.json"))))
                .isInstanceOf(Fetch.SlowDown.class);
        for (String error : new String[]{"kucoin.ccxt-L651", "kucoin.ccxt-L746", "kucoin.ccxt-L750"}) {
            assertThat(read(AnsweredWith.json(200, Recorded.text("recorded/errors/" + error + ".json")))).as(error)
                    .isInstanceOf(Fetch.Rejected.class);
        }
    }

    private static Duration patience(Answered answer) {
        if (read(answer) instanceof Fetch.SlowDown<Instant>(Duration retryAfter, String _)) {
            return retryAfter;
        }
        throw new AssertionError("expected a request to slow down, but was " + read(answer));
    }

    private static Fetch<Instant> read(Answered answer) {
        return KucoinResponseClassifier.read(answer, whole -> KucoinPayloads.serverTime(whole.body()));
    }
}
