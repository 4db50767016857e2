package io.cryptodata.producers.venue.binance;

import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.Responses;
import io.cryptodata.producers.venue.CandleRows;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class BinanceResponseClassifierTest {

    @Test
    void a_ban_whose_end_is_only_in_the_text_lasts_until_then() {
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
    void a_ban_that_has_ended_lasts_a_second() {
        assertThat(bannedFor(418, "IP banned until 1660090000000.")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_ban_is_not_believed_to_be_longer_than_the_longest_one() {
        assertThat(bannedFor(418, "IP banned until 9999999999999.")).isEqualTo(Duration.ofDays(3));
        assertThat(bannedFor(418, "IP banned until 1660090423228000.")).isEqualTo(Duration.ofMinutes(2));
        assertThat(bannedFor(418, "{}", "Retry-After", "99999999999")).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void too_much_weight_is_a_request_to_slow_down_whatever_the_status() {
        String text = "{\"code\":-1003,\"msg\":\"Too much request weight used\"}";
        assertThat(read(200, text)).isInstanceOfSatisfying(Failure.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
        assertThat(read(429, text, "Retry-After", "11")).isInstanceOfSatisfying(Failure.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(11)));
        assertThat(read(429, text, "Retry-After", "soon")).isInstanceOfSatisfying(Failure.SlowDown.class,
                slowDown -> assertThat(slowDown.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
    }

    @Test
    void a_wrong_request_is_rejected_and_other_codes_may_pass() {
        assertThat(read(400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"))
                .isEqualTo(new Failure.Rejected("code -1121: Invalid symbol."));
        assertThat(read(400, "{\"code\":-1120,\"msg\":\"\"}")).isInstanceOf(Failure.Rejected.class);
        assertThat(read(200, "{\"code\":-1001,\"msg\":\"\"}")).isInstanceOf(Failure.Unavailable.class);
        assertThat(read(200, "{\"code\":1,\"msg\":\"System is under maintenance.\"}"))
                .isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_refused_location_is_not_served() {
        assertThat(read(451, "{}")).isInstanceOf(Failure.NotServed.class);
    }

    @Test
    void a_body_that_is_not_json_is_not_parsed() {
        assertThat(read(200, "wait", "Content-Type", "text/html")).isEqualTo(
                new Failure.Unreadable("HTTP 200 with content type 'text/html' instead of JSON", "wait"));
        assertThat(read(404, "nothing", "Content-Type", "text/plain")).isInstanceOf(Failure.NotServed.class);
        assertThat(read(503, "<html>", "Content-Type", "text/html")).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void an_excerpt_is_never_longer_than_a_thousand_characters() {
        assertThat(read(200, "{".repeat(5000))).isInstanceOfSatisfying(Failure.Unreadable.class,
                unreadable -> assertThat(unreadable.excerpt()).hasSize(1000));
    }

    private static Duration bannedFor(int status, String body, String... headers) {
        if (read(status, body, headers) instanceof Failure.Banned(Duration retryAfter, String reason)) {
            assertThat(reason).isNotEmpty();
            return retryAfter;
        }
        throw new AssertionError("expected a ban for status " + status);
    }

    private static Object read(int status, String body, String... headers) {
        return DirectRunner.outcome(new BinanceResponseClassifier().read(Responses.json(status, body, headers),
                (tree, _) -> CandleRows.of(tree).rows().size()));
    }
}
