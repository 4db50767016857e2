package io.cryptodata.producers.venue.okx;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport.Answered;
import org.junit.jupiter.api.Test;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OkxResponseClassifierTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_660_090_300_000L);
    private static final String JSON = "application/json";

    @Test
    void an_answer_with_status_200_is_one_only_if_its_code_is_zero_and_its_data_an_array() {
        assertThat(read(200, JSON, "{\"code\":\"0\",\"data\":[]}")).isEqualTo(new Fetch.Ok<>(0));
        assertThat(read(200, JSON, "{\"code\":0,\"data\":[]}")).isEqualTo(new Fetch.Ok<>(0));
        assertThat(read(200, JSON, "{\"code\":\"0\",\"data\":{}}")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(200, JSON, "{\"data\":[]}")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(200, JSON, "{\"code\":\"0\",")).isInstanceOf(Fetch.Unreadable.class);
    }

    @Test
    void too_many_requests_come_with_either_status() {
        String body = "{\"code\":\"50011\",\"data\":[],\"msg\":\"Too Many Requests\"}";
        assertThat(read(200, JSON, body))
                .isEqualTo(new Fetch.SlowDown<>(Duration.ofSeconds(2), "code 50011: Too Many Requests"));
        assertThat(read(429, JSON, body)).isInstanceOfSatisfying(Fetch.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
        assertThat(read(429, "text/html", "<html>")).isInstanceOf(Fetch.SlowDown.class);
    }

    @Test
    void an_unknown_instrument_or_a_wrong_parameter_is_rejected_and_trouble_may_pass() {
        assertThat(read(200, JSON, "{\"code\":\"51001\",\"data\":[],\"msg\":\"Instrument ID does not exist\"}"))
                .isEqualTo(new Fetch.Rejected<>("code 51001: Instrument ID does not exist"));
        assertThat(read(400, JSON, "{\"code\":\"51000\",\"msg\":\"Parameter bar error\"}"))
                .isInstanceOf(Fetch.Rejected.class);
        assertThat(read(200, JSON, "{\"code\":\"50001\",\"msg\":\"\"}")).isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(503, JSON, "{\"code\":\"50001\",\"msg\":\"\"}")).isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(200, JSON, "{\"code\":500,\"data\":{},\"msg\":\"Internal Server Error\"}"))
                .isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(404, JSON, "{}")).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void a_block_in_front_of_the_venue_is_a_ban_and_a_refused_location_is_final() {
        assertThat(read(403, "text/html", "<html>")).isInstanceOfSatisfying(Fetch.Banned.class,
                banned -> assertThat(banned.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(read(451, JSON, "{}")).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void what_is_no_json_is_not_parsed() {
        assertThat(read(200, "text/html", "{\"code\":\"0\",\"data\":[]}")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(read(502, "text/html", "<html>")).isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(404, "text/plain", "nothing")).isInstanceOf(Fetch.Rejected.class);
    }

    private static Fetch<Integer> read(int status, String contentType, String body) {
        HttpHeaders headers = HttpHeaders.of(Map.of("content-type", List.of(contentType)), (name, value) -> true);
        return OkxResponseClassifier.read(new Answered(status, headers, body, NOW, NOW), (data, _) -> data.size());
    }
}
