package io.cryptodata.service.settings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FormatTest {
    @Test
    void durations_are_short_or_iso() {
        assertThat(List.of("200ms", "5s", "10m", "2h", "45d", "PT0.3S", "pt1m")).extracting(Format::durationOf)
                .containsExactly(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMinutes(10),
                        Duration.ofHours(2), Duration.ofDays(45), Duration.ofMillis(300), Duration.ofMinutes(1));
    }

    @Test
    void a_duration_is_written_in_its_largest_unit_and_read_again() {
        assertThat(List.of("200ms", "5s", "90s", "10m", "2h", "36h", "45d", "0s"))
                .allSatisfy(text -> assertThat(Format.textOf(Format.durationOf(text))).isEqualTo(text));
    }

    @Test
    void a_range_includes_both_ends() {
        Format<Integer> number = Format.integer(2, 4);
        assertThat(List.of("2", "4")).extracting(number::valueOf).containsExactly(2, 4);
        Format<Duration> duration = Format.duration(Duration.ofMillis(10), Duration.ofSeconds(10));
        assertThat(duration.expected()).isEqualTo("a duration between 10ms and 10s");
        assertThat(List.of("1", "5", "two")).allSatisfy(text -> refuses(number, text));
        assertThat(List.of("9ms", "11s", "long")).allSatisfy(text -> refuses(duration, text));
    }

    @Test
    void only_an_http_address_with_a_host_is_a_base_url() {
        assertThat(Format.baseUrlOf("https://api.example.org")).hasHost("api.example.org");
        assertThat(List.of("ftp://x", "http:///path", "127.0.0.1:80"))
                .allSatisfy(text -> refuses(Format.BASE_URL, text));
    }

    @Test
    void the_url_of_a_server_has_no_path() {
        assertThat(Format.SERVER_URL.valueOf("http://127.0.0.1:8081")).isEqualTo("http://127.0.0.1:8081");
        assertThat(List.of("http://host/apis", "host:1", "")).allSatisfy(text -> refuses(Format.SERVER_URL, text));
    }

    private static void refuses(Format<?> format, String text) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> format.valueOf(text));
    }
}
