package io.cryptodata.producers.venue.okx;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.Responses;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class OkxResponseClassifierTest {
    private static final String JSON = "application/json";

    @Test
    void a_response_with_status_200_is_success_only_if_its_code_is_zero_and_its_data_an_array() {
        assertThat(read(200, JSON, "{\"code\":\"0\",\"data\":[]}")).isEqualTo(new Fetch.Ok<>(0));
        assertThat(read(200, JSON, "{\"code\":0,\"data\":[]}")).isEqualTo(new Fetch.Ok<>(0));
        assertThat(read(200, JSON, "{\"code\":\"0\",\"data\":{}}")).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(200, JSON, "{\"data\":[]}")).isInstanceOf(Failure.Unreadable.class);
        assertThat(read(200, JSON, "{\"code\":\"0\",")).isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void too_many_requests_have_either_status() {
        String body = "{\"code\":\"50011\",\"data\":[],\"msg\":\"Too Many Requests\"}";
        assertThat(read(200, JSON, body))
                .isEqualTo(new Failure.SlowDown(Duration.ofSeconds(2), "code 50011: Too Many Requests"));
        assertThat(read(429, JSON, body)).isInstanceOfSatisfying(Failure.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
        assertThat(read(429, "text/html", "<html>")).isInstanceOf(Failure.SlowDown.class);
    }

    @Test
    void an_unknown_instrument_or_a_wrong_parameter_is_rejected_and_server_errors_are_transient() {
        assertThat(read(200, JSON, "{\"code\":\"51001\",\"data\":[],\"msg\":\"Instrument ID does not exist\"}"))
                .isEqualTo(new Failure.Rejected("code 51001: Instrument ID does not exist"));
        assertThat(read(400, JSON, "{\"code\":\"51000\",\"msg\":\"Parameter bar error\"}"))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(read(200, JSON, "{\"code\":\"50001\",\"msg\":\"\"}")).isInstanceOf(Failure.Unavailable.class);
        assertThat(read(503, JSON, "{\"code\":\"50001\",\"msg\":\"\"}")).isInstanceOf(Failure.Unavailable.class);
        assertThat(read(200, JSON, "{\"code\":500,\"data\":{},\"msg\":\"Internal Server Error\"}"))
                .isInstanceOf(Failure.Unavailable.class);
        assertThat(read(404, JSON, "{}")).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void a_block_in_front_of_the_venue_is_a_ban_and_a_refused_location_is_not_served() {
        assertThat(read(403, "text/html", "<html>")).isInstanceOfSatisfying(Failure.Banned.class,
                banned -> assertThat(banned.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(read(451, JSON, "{}")).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void a_body_that_is_not_json_is_not_parsed() {
        assertThat(read(200, JSON, "<html>")).isInstanceOf(Failure.NotServed.class);
        assertThat(read(502, "text/html", "<html>")).isInstanceOf(Failure.Unavailable.class);
        assertThat(read(404, "text/plain", "nothing")).isInstanceOf(Failure.NotServed.class);
    }

    private static Object read(int status, String contentType, String body) {
        return DirectRunner.outcome(new OkxResponseClassifier().read(Responses.of(status, contentType, body),
                (tree, _) -> OkxPayloads.data(tree).size()));
    }
}
