package io.cryptodata.producers.venue.bitget;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.Responses;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class BitgetResponseClassifierTest {

    @Test
    void too_many_requests_are_a_request_to_slow_down_whatever_the_status() {
        for (String code : new String[]{"\"429\"", "1001", "30014", "30026"}) {
            String body = "{\"code\":" + code + ",\"msg\":\"too frequent\"}";
            assertThat(read(200, body)).as(code).isInstanceOfSatisfying(Failure.SlowDown.class,
                    slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(10)));
            assertThat(read(429, body)).as(code).isInstanceOf(Failure.SlowDown.class);
        }
        assertThat(read(429, "<html>")).isInstanceOf(Failure.SlowDown.class);
    }

    @Test
    void a_block_by_the_firewall_lasts_five_minutes() {
        assertThat(read(403, "<html>")).isInstanceOfSatisfying(Failure.Banned.class,
                banned -> assertThat(banned.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
    }

    @Test
    void a_wrong_request_is_rejected_even_with_status_200() {
        assertThat(read(400, "{\"code\":\"40309\",\"msg\":\"The symbol has been removed\",\"data\":null}"))
                .isEqualTo(new Failure.Rejected("HTTP 400, code 40309: The symbol has been removed"));
        assertThat(read(200, "{\"code\":\"40309\",\"msg\":\"\"}")).isInstanceOf(Failure.Rejected.class);
        assertThat(read(200, "{\"status\":\"error\",\"err_code\":\"invalid-parameter\",\"err_msg\":\"size\"}"))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(read(400, "{\"code\":\"49999\",\"msg\":\"something new\"}")).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void maintenance_and_unknown_errors_are_transient() {
        for (String code : new String[]{"40200", "40308", "41114", "40015"}) {
            String body = "{\"code\":\"" + code + "\",\"msg\":\"\",\"data\":null}";
            assertThat(read(200, body)).as(code).isInstanceOf(Failure.Unavailable.class);
            assertThat(read(400, body)).as(code).isInstanceOf(Failure.Unavailable.class);
        }
        assertThat(read(200, "{\"message\":\"failure to get a peer from the ring-balancer\"}"))
                .isInstanceOf(Failure.Unavailable.class);
        assertThat(read(200, "{\"code\":\"49999\",\"msg\":\"something new\"}")).isInstanceOf(Failure.Unavailable.class);
        assertThat(read(502, "<html>")).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void an_empty_body_is_success_whatever_its_type() {
        assertThat(read(200, "", "text/plain")).isEqualTo(new Fetch.Ok<>(0));
        assertThat(read(404, "", "text/plain")).isInstanceOf(Failure.NotServed.class);
        assertThat(read(202, "", "text/plain")).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void a_body_that_is_not_json_is_not_parsed() {
        assertThat(read(200, "<html>", "text/html")).isInstanceOf(Failure.NotServed.class);
        assertThat(read(200, "{\"code\":\"00000\",\"data\":")).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(451, "{}")).isInstanceOf(Failure.NotServed.class);
    }

    private static Object read(int status, String body) {
        return read(status, body, "application/json");
    }

    private static Object read(int status, String body, String contentType) {
        return DirectRunner.outcome(new BitgetResponseClassifier().read(Responses.of(status, contentType, body),
                (tree, _) -> BitgetPayloads.candles(BitgetPayloads.envelope(tree).data()).rows().size()));
    }
}
