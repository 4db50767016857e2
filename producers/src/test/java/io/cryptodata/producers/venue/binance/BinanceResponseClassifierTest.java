package io.cryptodata.producers.venue.binance;

import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport.Answered;
import org.junit.jupiter.api.Test;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class BinanceResponseClassifierTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_660_090_300_000L);

    @Test
    void a_ban_whose_end_stands_only_in_the_text_lasts_until_then() {
        String text = "{\"code\":-1003,\"msg\":\"Way too much request weight used; IP banned until 1660090423228.\"}";
        Duration rest = Duration.ofMillis(123_228);
        assertThat(bannedFor(418, text)).isEqualTo(rest);
        assertThat(bannedFor(200, text)).isEqualTo(rest);
        assertThat(bannedFor(418, text, "Retry-After", "60")).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_ban_without_an_end_lasts_as_long_as_the_shortest_one() {
        assertThat(bannedFor(418, "{}")).isEqualTo(Duration.ofMinutes(2));
        assertThat(bannedFor(403, "<html>")).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_ban_that_is_over_lasts_a_second() {
        assertThat(bannedFor(418, "IP banned until 1660090000000.")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void too_much_weight_is_a_request_to_slow_down_whatever_the_status() {
        String text = "{\"code\":-1003,\"msg\":\"Too much request weight used\"}";
        assertThat(read(200, text)).isInstanceOfSatisfying(Fetch.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
        assertThat(read(429, text, "Retry-After", "11")).isInstanceOfSatisfying(Fetch.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(11)));
        assertThat(read(429, text, "Retry-After", "soon")).isInstanceOfSatisfying(Fetch.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
    }

    @Test
    void a_wrong_request_is_rejected_and_other_codes_may_pass() {
        assertThat(read(400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"))
                .isEqualTo(new Fetch.Rejected<>("code -1121: Invalid symbol."));
        assertThat(read(400, "{\"code\":-1120,\"msg\":\"\"}")).isInstanceOf(Fetch.Rejected.class);
        assertThat(read(200, "{\"code\":-1001,\"msg\":\"\"}")).isInstanceOf(Fetch.Unavailable.class);
        assertThat(read(200, "{\"code\":1,\"msg\":\"System is under maintenance.\"}"))
                .isInstanceOf(Fetch.Unavailable.class);
    }

    @Test
    void a_refused_location_is_final() {
        assertThat(read(451, "{}")).isInstanceOf(Fetch.Rejected.class);
    }

    @Test
    void what_is_no_json_is_not_parsed() {
        assertThat(read(200, "[]", "Content-Type", "text/html")).isEqualTo(
                new Fetch.Unreadable<>("HTTP 200 with content type 'text/html' instead of JSON", "[]"));
        assertThat(read(404, "nothing", "Content-Type", "text/plain")).isInstanceOf(Fetch.Rejected.class);
        assertThat(read(503, "<html>", "Content-Type", "text/html")).isInstanceOf(Fetch.Unavailable.class);
    }

    @Test
    void an_excerpt_is_never_longer_than_a_thousand_characters() {
        assertThat(read(200, "{".repeat(5000))).isInstanceOfSatisfying(Fetch.Unreadable.class,
                unreadable -> assertThat(unreadable.excerpt()).hasSize(1000));
    }

    private static Duration bannedFor(int status, String body, String... headers) {
        if (read(status, body, headers) instanceof Fetch.Banned<Integer>(Duration retryAfter, String reason)) {
            assertThat(reason).isNotEmpty();
            return retryAfter;
        }
        throw new AssertionError("expected a ban for status " + status);
    }

    private static Fetch<Integer> read(int status, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("content-type", "application/json"));
        for (String header : headers) {
            all.add(header);
        }
        Map<String, List<String>> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < all.size(); i += 2) {
            named.put(all.get(i), List.of(all.get(i + 1)));
        }
        Answered answer = new Answered(status, HttpHeaders.of(named, (name, value) -> true), body, NOW, NOW);
        return BinanceResponseClassifier.read(answer, whole -> BinancePayloads.klines(whole.body()).size());
    }
}
