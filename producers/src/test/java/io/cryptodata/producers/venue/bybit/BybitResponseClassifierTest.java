package io.cryptodata.producers.venue.bybit;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.Responses;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class BybitResponseClassifierTest {
    private static final String TOO_MANY = "{\"retCode\":10006,\"retMsg\":\"Too many visits!\",\"time\":1672738134824}";

    @Test
    void a_response_with_status_200_is_success_only_if_its_code_is_zero() {
        assertThat(read(200, "{\"retCode\":0,\"result\":{\"list\":[]}}")).isEqualTo(new Fetch.Ok<>(0));
        assertThat(read(200, "{\"retCode\":\"0\",\"result\":{\"list\":[]}}")).isEqualTo(new Fetch.Ok<>(0));
        assertThat(read(200, "{\"result\":{\"list\":[]}}")).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(200, "{\"retCode\":10001,\"retMsg\":\"Not supported symbols\"}"))
                .isEqualTo(new Failure.Rejected("retCode 10001: Not supported symbols"));
    }

    @Test
    void a_limit_lasts_until_its_reset_by_the_venues_own_clock() {
        assertThat(read(200, TOO_MANY, "X-Bapi-Limit-Reset-Timestamp", "1672738136000"))
                .isEqualTo(new Failure.SlowDown(Duration.ofMillis(1176), "retCode 10006: Too many visits!"));
        for (String header : List.of("soon", "1672738134000", "1972738134000")) {
            assertThat(read(200, TOO_MANY, "X-Bapi-Limit-Reset-Timestamp", header)).as(header)
                    .isEqualTo(new Failure.SlowDown(Duration.ofSeconds(5), "retCode 10006: Too many visits!"));
        }
        assertThat(read(429, "{}")).isInstanceOf(Failure.SlowDown.class);
    }

    @Test
    void beyond_the_limit_of_the_address_all_requests_stop_for_ten_minutes() {
        assertThat(read(403, "403, access too frequent", "content-type", "text/plain"))
                .isEqualTo(new Failure.Banned(Duration.ofMinutes(10), "HTTP 403: this address is banned"));
        assertThat(read(200, "{\"retCode\":10018,\"retMsg\":\"Exceeded the IP Rate Limit.\"}"))
                .isInstanceOfSatisfying(Failure.Banned.class,
                        banned -> assertThat(banned.retryAfter()).isEqualTo(Duration.ofMinutes(10)));
    }

    @Test
    void a_location_that_is_not_served_is_distinguished_from_too_many_requests() {
        assertThat(read(403,
                "<html>The Amazon CloudFront distribution is configured to block access from your country.</html>",
                "content-type", "text/html")).isEqualTo(
                        new Failure.Banned(Duration.ofHours(1), "HTTP 403: the venue does not serve this location"));
    }

    @Test
    void server_errors_are_transient_and_a_wrong_request_is_rejected() {
        assertThat(read(200, "{\"retCode\":10000,\"retMsg\":\"Server Timeout\"}"))
                .isInstanceOf(Failure.Unavailable.class);
        assertThat(read(200, "{\"retCode\":10016,\"retMsg\":\"\"}")).isInstanceOf(Failure.Unavailable.class);
        assertThat(read(503, "<html>", "content-type", "text/html")).isInstanceOf(Failure.Unavailable.class);
        assertThat(read(404, "{\"retCode\":10017,\"retMsg\":\"\"}")).isInstanceOf(Failure.Rejected.class);
        assertThat(read(404, "{}")).isInstanceOf(Failure.NotServed.class);
        assertThat(read(404, "nothing", "content-type", "text/plain")).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void a_body_that_is_not_json_is_not_parsed() {
        assertThat(read(200, "<html>", "content-type", "application/json")).isInstanceOf(Failure.NotServed.class);
        assertThat(read(200, "please wait", "content-type", "text/html")).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(200, "{\"retCode\":0,")).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(200, "")).isInstanceOf(Failure.Unreadable.class);
    }

    private static Object read(int status, String body, String... headers) {
        return DirectRunner.outcome(new BybitResponseClassifier().read(Responses.json(status, body, headers),
                (tree, _) -> BybitPayloads.klines(tree).rows().size()));
    }
}
