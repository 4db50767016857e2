package io.cryptodata.producers.venue.mexc;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.Responses;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class MexcResponseClassifierTest {

    @Test
    void too_many_requests_are_a_request_to_slow_down_whatever_the_status() {
        for (String body : new String[]{"{\"code\":429,\"msg\":\"\"}",
                "{\"success\":false,\"code\":510,\"message\":\"\"}"}) {
            assertThat(read(200, body)).as(body).isInstanceOfSatisfying(Failure.SlowDown.class,
                    slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(10)));
            assertThat(read(429, body)).as(body).isInstanceOf(Failure.SlowDown.class);
        }
    }

    @Test
    void a_block_by_the_firewall_lasts_five_minutes() {
        for (Object block : List.of(read(403, "<HTML>", "text/html"),
                read(200, "{\"success\":false,\"code\":403,\"message\":\"Access Denied\"}"))) {
            assertThat(block).isInstanceOfSatisfying(Failure.Banned.class,
                    banned -> assertThat(banned.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
        }
    }

    @Test
    void a_wrong_request_is_rejected_whatever_the_status() {
        for (String code : new String[]{"-1121", "-1128", "10007", "1001", "600", "400"}) {
            String body = "{\"code\":" + code + ",\"msg\":\"no\"}";
            assertThat(read(200, body)).as(code).isInstanceOf(Failure.Rejected.class);
            assertThat(read(400, body)).as(code).isEqualTo(new Failure.Rejected("HTTP 400, code " + code + ": no"));
        }
        assertThat(read(400, "{\"code\":99999,\"msg\":\"something new\"}")).isInstanceOf(Failure.Rejected.class);
        assertThat(read(404, "[]")).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void maintenance_and_unknown_errors_are_transient() {
        for (String code : new String[]{"500", "604", "801", "11444", "99999"}) {
            assertThat(read(200, "{\"success\":false,\"code\":" + code + ",\"message\":\"\"}")).as(code)
                    .isInstanceOf(Failure.Unavailable.class);
        }
        assertThat(read(400, "{\"code\":1,\"msg\":\"Under maintenance, please try again later\"}"))
                .isInstanceOf(Failure.Unavailable.class);
        assertThat(read(503, "<html>", "text/html")).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_body_that_is_not_json_is_not_parsed() {
        assertThat(read(200, "<HTML>")).isInstanceOf(Failure.NotServed.class);
        assertThat(read(200, "[[1,")).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(200, "")).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(451, "{}")).isInstanceOf(Failure.NotServed.class);
        assertThat(read(200, "[1,2]")).isEqualTo(new Fetch.Ok<>(2));
    }

    private static Object read(int status, String body) {
        return read(status, body, "application/json");
    }

    private static Object read(int status, String body, String contentType) {
        return DirectRunner.outcome(new MexcResponseClassifier().read(Responses.of(status, contentType, body),
                (tree, _) -> tree.size()));
    }
}
