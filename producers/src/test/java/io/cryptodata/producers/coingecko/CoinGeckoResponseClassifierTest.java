package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport.Answered;
import org.junit.jupiter.api.Test;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class CoinGeckoResponseClassifierTest {
    private static final String HTML = "<html><body>Attention Required!</body></html>";

    @Test
    void a_page_is_a_page_and_an_empty_one_too() {
        assertThat(json(200, "[]")).isEqualTo(new Fetch.Ok<>(new CoinPage(List.of(), 0, 0, 0)));
    }

    @Test
    void too_many_requests_waits_as_long_as_it_says_in_json_and_in_html() {
        String body = "{\"status\":{\"error_code\":429,\"error_message\":\"slow\"}}";
        assertThat(read(429, "application/json", body, Map.of("retry-after", List.of("119"))))
                .isInstanceOfSatisfying(Fetch.SlowDown.class,
                        no -> assertThat(no.retryAfter()).isEqualTo(Duration.ofSeconds(119)));
        assertThat(read(429, "text/html", HTML, Map.of())).isInstanceOfSatisfying(Fetch.SlowDown.class,
                no -> assertThat(no.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
        assertThat(json(200, body)).isInstanceOf(Fetch.SlowDown.class);
        assertThat(json(200, "{\"error\":\"Throttled\"}")).isInstanceOf(Fetch.SlowDown.class);
    }

    @Test
    void trouble_with_the_key_is_final_and_says_what_to_do() {
        rejected(401, 10_002, "set COINGECKO_TIER to DEMO or PRO and COINGECKO_KEY");
        rejected(401, 10_005, "fewer COINGECKO_PAGES");
        rejected(400, 10_010, "set COINGECKO_TIER to PRO if it is one");
        rejected(400, 10_011, "set COINGECKO_TIER to DEMO if it is one");
        rejected(200, 10_002, "wants a key");
    }

    @Test
    void a_firewall_is_a_ban() {
        assertThat(read(403, "text/html; charset=UTF-8", HTML, Map.of())).isInstanceOfSatisfying(Fetch.Banned.class,
                ban -> assertThat(ban.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(json(403, "{\"error\":{\"status\":{\"error_code\":1020,\"error_message\":\"denied\"}}}"))
                .isInstanceOf(Fetch.Banned.class);
    }

    @Test
    void trouble_of_its_own_is_worth_another_try() {
        assertThat(read(503, "text/html", HTML, Map.of())).isInstanceOf(Fetch.Unavailable.class);
        assertThat(json(500, "{\"error\":\"Internal Server Error\"}")).isInstanceOf(Fetch.Unavailable.class);
        assertThat(json(408, "")).isInstanceOf(Fetch.Unavailable.class);
        assertThat(json(200, "{\"status\":{\"error_code\":503,\"error_message\":\"down\"}}"))
                .isInstanceOf(Fetch.Unavailable.class);
    }

    @Test
    void what_is_wrong_with_the_request_is_final() {
        assertThat(json(422, "{\"error\":\"invalid vs_currency\"}")).isInstanceOf(Fetch.Rejected.class);
        assertThat(json(404, "{\"error\":\"Incorrect path. Please check https://…\"}"))
                .isInstanceOf(Fetch.Rejected.class);
        assertThat(read(404, "text/html", HTML, Map.of())).isInstanceOf(Fetch.Rejected.class);
        assertThat(json(451, "{}")).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void what_is_no_page_is_unreadable() {
        assertThat(read(200, "text/html", HTML, Map.of())).isInstanceOfSatisfying(Fetch.Unreadable.class,
                no -> assertThat(no.excerpt()).contains("Attention"));
        assertThat(json(200, "[{\"id\":\"bit")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(json(200, "{\"coins\":[]}")).isInstanceOf(Fetch.Unreadable.class);
        assertThat(json(200, "")).isInstanceOf(Fetch.Unreadable.class);
    }

    private static void rejected(int status, int code, String whatToDo) {
        assertThat(json(status, "{\"status\":{\"error_code\":" + code + ",\"error_message\":\"their words\"}}"))
                .isInstanceOfSatisfying(Fetch.Rejected.class,
                        no -> assertThat(no.reason()).contains(whatToDo).contains("their words"));
    }

    private static Fetch<CoinPage> json(int status, String body) {
        return read(status, "application/json; charset=utf-8", body, Map.of());
    }

    private static Fetch<CoinPage> read(int status, String type, String body, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new HashMap<>(more);
        headers.put("Content-Type", List.of(type));
        return CoinGeckoResponseClassifier
                .read(new Answered(status, HttpHeaders.of(headers, (name, value) -> true), body,
                        Instant.EPOCH, Instant.EPOCH));
    }
}
