package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.Responses;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CoinGeckoResponseClassifierTest {
    private static final String HTML = "<html><title>Attention Required!</title></html>";

    @Test
    void an_empty_page_is_a_page() {
        assertThat(json(200, "[]")).isEqualTo(new Fetch.Ok<>(new CoinPage(List.of(), 0, 0, 0)));
    }

    @Test
    void too_many_requests_require_the_reported_pause_in_json_and_in_html() {
        String body = "{\"status\":{\"error_code\":429,\"error_message\":\"slow\"}}";
        assertThat(read(429, "application/json", body, "retry-after", "119"))
                .isInstanceOfSatisfying(Failure.SlowDown.class,
                        failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(119)));
        assertThat(read(429, "text/html", HTML)).isInstanceOfSatisfying(Failure.SlowDown.class,
                failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
        assertThat(json(200, body)).isInstanceOf(Failure.SlowDown.class);
        assertThat(json(200, "{\"error\":\"Throttled\"}")).isInstanceOf(Failure.SlowDown.class);
    }

    @Test
    void a_problem_with_the_key_is_rejected_with_the_action_required() {
        rejected(401, 10_002, "set COINGECKO_TIER to DEMO or PRO and COINGECKO_KEY");
        rejected(401, 10_005, "fewer COINGECKO_PAGES");
        rejected(400, 10_010, "set COINGECKO_TIER to PRO if it is one");
        rejected(400, 10_011, "set COINGECKO_TIER to DEMO if it is one");
        rejected(200, 10_002, "requires a key");
    }

    @Test
    void a_firewall_is_a_ban() {
        assertThat(read(403, "text/html; charset=UTF-8", HTML)).isInstanceOfSatisfying(Failure.Banned.class,
                failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(json(403, "{\"error\":{\"status\":{\"error_code\":1020,\"error_message\":\"denied\"}}}"))
                .isInstanceOf(Failure.Banned.class);
    }

    @Test
    void server_errors_are_transient() {
        assertThat(read(503, "text/html", HTML)).isInstanceOf(Failure.Unavailable.class);
        assertThat(json(500, "{\"error\":\"Internal Server Error\"}")).isInstanceOf(Failure.Unavailable.class);
        assertThat(json(408, "")).isInstanceOf(Failure.Unavailable.class);
        assertThat(json(200, "{\"status\":{\"error_code\":503,\"error_message\":\"down\"}}"))
                .isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_wrong_request_is_rejected() {
        assertThat(json(422, "{\"error\":\"invalid vs_currency\"}")).isInstanceOf(Failure.Rejected.class);
        assertThat(json(404, "{\"error\":\"Incorrect path. Please check https://…\"}"))
                .isInstanceOf(Failure.Rejected.class);
        assertThat(read(404, "text/html", HTML)).isInstanceOf(Failure.NotServed.class);
        assertThat(json(451, "{}")).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void a_body_that_is_no_page_is_unreadable() {
        assertThat(read(200, "text/html", HTML)).isInstanceOfSatisfying(Failure.NotServed.class,
                failure -> assertThat(failure.reason()).contains("Attention"));
        assertThat(json(200, "[{\"id\":\"bit")).isInstanceOf(Failure.Unreadable.class);
        assertThat(json(200, "{\"coins\":[]}")).isInstanceOf(Failure.Unreadable.class);
        assertThat(json(200, "")).isInstanceOf(Failure.Unreadable.class);
    }

    private static void rejected(int status, int code, String action) {
        assertThat(json(status, "{\"status\":{\"error_code\":" + code + ",\"error_message\":\"reported text\"}}"))
                .isInstanceOfSatisfying(Failure.Rejected.class,
                        failure -> assertThat(failure.reason()).contains(action).contains("reported text"));
    }

    private static Object json(int status, String body) {
        return read(status, "application/json; charset=utf-8", body);
    }

    private static Object read(int status, String contentType, String body, String... headers) {
        return DirectRunner.outcome(new CoinGeckoResponseClassifier()
                .read(Responses.of(status, contentType, body, headers), (tree, _) -> CoinGeckoPayloads.page(tree)));
    }
}
