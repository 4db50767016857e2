package io.cryptodata.producers.venue.bitget;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport.Answered;
import org.junit.jupiter.api.Test;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class BitgetResponseClassifierTest {

    @Test
    void too_many_requests_are_a_request_to_slow_down_whatever_the_status() {
        for (String code : new String[]{"\"429\"", "1001", "30014", "30026"}) {
            String body = "{\"code\":" + code + ",\"msg\":\"too frequent\"}";
            assertThat(read(200, body)).as(code).isInstanceOfSatisfying(Fetch.SlowDown.class,
                    slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(10)));
            assertThat(read(429, body)).as(code).isInstanceOf(Fetch.SlowDown.class);
        }
        assertThat(read(429, "<html>")).isInstanceOf(Fetch.SlowDown.class);
    }

    @Test
    void a_firewalls_block_lasts_until_we_think_that_it_is_over() {
        assertThat(read(403, "<html>")).isInstanceOfSatisfying(Fetch.Banned.class,
                banned -> assertThat(banned.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
    }

    @Test
    void a_wrong_question_is_rejected_even_with_status_200() {
        assertThat(read(400, "{\"code\":\"40309\",\"msg\":\"The symbol has been removed\",\"data\":null}"))
                .isEqualTo(new Fetch.Rejected<>("HTTP 400, code 40309: The symbol has been removed"));
        assertThat(read(200, "{\"code\":\"40309\",\"msg\":\"\"}")).isInstanceOf(Fetch.Rejected.class);
        assertThat(read(200, "{\"status\":\"error\",\"err_code\":\"invalid-parameter\",\"err_msg\":\"size\"}"))
                .isInstanceOf(Fetch.Rejected.class);
        assertThat(read(400, "{\"code\":\"49999\",\"msg\":\"something new\"}")).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void maintenance_and_what_nobody_knows_may_pass() {
        for (String code : new String[]{"40200", "40308", "41114", "40015"}) {
            String body = "{\"code\":\"" + code + "\",\"msg\":\"\",\"data\":null}";
            assertThat(read(200, body)).as(code).isInstanceOf(Fetch.Unavailable.class);
            assertThat(read(400, body)).as(code).isInstanceOf(Fetch.Unavailable.class);
        }
        assertThat(read(200, "{\"message\":\"failure to get a peer from the ring-balancer\"}"))
                .isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(200, "{\"code\":\"49999\",\"msg\":\"something new\"}")).isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(502, "<html>")).isInstanceOf(Fetch.Unavailable.class);
    }

    @Test
    void a_body_that_is_empty_is_an_answer_whatever_its_type() {
        assertThat(read(200, "", "text/plain")).isEqualTo(new Fetch.Ok<>(0));
        assertThat(read(404, "", "text/plain")).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void what_is_no_json_is_not_parsed() {
        assertThat(read(200, "{\"code\":\"00000\",\"data\":[]}", "text/html")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(200, "{\"code\":\"00000\",\"data\":")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(451, "{}")).isInstanceOf(Fetch.Rejected.class);
    }

    private static Fetch<Integer> read(int status, String body) {
        return read(status, body, "application/json");
    }

    private static Fetch<Integer> read(int status, String body, String contentType) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Content-Type", List.of(contentType)), (name, value) -> true);
        Answered answer = new Answered(status, headers, body, Instant.EPOCH, Instant.EPOCH);
        return BitgetResponseClassifier.read(answer,
                (envelope, whole) -> BitgetPayloads.candles(envelope.data()).size());
    }
}
