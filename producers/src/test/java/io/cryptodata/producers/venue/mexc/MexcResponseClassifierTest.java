package io.cryptodata.producers.venue.mexc;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport.Answered;
import org.junit.jupiter.api.Test;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class MexcResponseClassifierTest {

    @Test
    void too_many_requests_are_a_request_to_slow_down_whatever_the_status() {
        for (String body : new String[]{"{\"code\":429,\"msg\":\"\"}",
                "{\"success\":false,\"code\":510,\"message\":\"\"}"}) {
            assertThat(read(200, body)).as(body).isInstanceOfSatisfying(Fetch.SlowDown.class,
                    slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(10)));
            assertThat(read(429, body)).as(body).isInstanceOf(Fetch.SlowDown.class);
        }
    }

    @Test
    void a_firewalls_block_lasts_until_we_think_that_it_is_over() {
        for (Fetch<Integer> block : List.of(read(403, "<HTML>", "text/html"),
                read(200, "{\"success\":false,\"code\":403,\"message\":\"Access Denied\"}"))) {
            assertThat(block).isInstanceOfSatisfying(Fetch.Banned.class,
                    banned -> assertThat(banned.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
        }
    }

    @Test
    void a_wrong_question_is_rejected_whatever_the_status() {
        for (String code : new String[]{"-1121", "-1128", "10007", "1001", "600", "400"}) {
            String body = "{\"code\":" + code + ",\"msg\":\"no\"}";
            assertThat(read(200, body)).as(code).isInstanceOf(Fetch.Rejected.class);
            assertThat(read(400, body)).as(code).isEqualTo(new Fetch.Rejected<>("HTTP 400, code " + code + ": no"));
        }
        assertThat(read(400, "{\"code\":99999,\"msg\":\"something new\"}")).isInstanceOf(Fetch.Rejected.class);
        assertThat(read(404, "[]")).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void maintenance_and_what_nobody_knows_may_pass() {
        for (String code : new String[]{"500", "604", "801", "11444", "99999"}) {
            assertThat(read(200, "{\"success\":false,\"code\":" + code + ",\"message\":\"\"}")).as(code)
                    .isInstanceOf(Fetch.Unavailable.class);
        }
        assertThat(read(400, "{\"code\":1,\"msg\":\"Under maintenance, please try again later\"}"))
                .isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(503, "<html>", "text/html")).isInstanceOf(Fetch.Unavailable.class);
    }

    @Test
    void what_is_no_json_is_not_parsed() {
        assertThat(read(200, "[]", "text/html")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(200, "[[1,")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(200, "")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(451, "{}")).isInstanceOf(Fetch.Rejected.class);
        assertThat(read(200, "[1,2]")).isEqualTo(new Fetch.Ok<>(2));
    }

    private static Fetch<Integer> read(int status, String body) {
        return read(status, body, "application/json");
    }

    private static Fetch<Integer> read(int status, String body, String contentType) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Content-Type", List.of(contentType)), (name, value) -> true);
        Answered answer = new Answered(status, headers, body, Instant.EPOCH, Instant.EPOCH);
        return MexcResponseClassifier.read(answer, (tree, whole) -> tree.size());
    }
}
