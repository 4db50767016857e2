package io.cryptodata.service.settings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingsTest {
    private record Kitchen(String cook, int ovens, Duration rest) {
        Kitchen {
            if (ovens < 1) {
                throw new IllegalArgumentException("KITCHEN_OVENS must be positive, but was '" + ovens + "'");
            }
        }

        static Kitchen from(Settings settings) {
            return new Kitchen(settings.text("COOK", "anna"), settings.integer("OVENS", 2),
                    settings.duration("REST", Duration.ofSeconds(5)));
        }
    }

    @Test
    void a_setting_has_a_default_and_other_variables_are_ignored() {
        assertThat(read(Map.of("PATH", "/bin", "OVENS", "x")))
                .isEqualTo(new Kitchen("anna", 2, Duration.ofSeconds(5)));
    }

    @Test
    void an_empty_number_or_duration_counts_as_not_set() {
        assertThat(read(Map.of("KITCHEN_OVENS", "", "KITCHEN_REST", "")))
                .isEqualTo(new Kitchen("anna", 2, Duration.ofSeconds(5)));
    }

    @Test
    void durations_are_short_or_iso() {
        assertThat(List.of("200ms", "5s", "10m", "2h", "45d", "PT0.3S", "pt1m")).extracting(SettingsTest::restOf)
                .containsExactly(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMinutes(10),
                        Duration.ofHours(2), Duration.ofDays(45), Duration.ofMillis(300), Duration.ofMinutes(1));
    }

    @Test
    void a_truth_is_true_or_false_in_any_case() {
        assertThat(List.of("true", "False", "TRUE", "")).extracting(text -> Settings.read("KITCHEN_",
                Map.of("KITCHEN_OPEN", text), settings -> settings.truth("OPEN", false)))
                .containsExactly(true, false, true, false);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.read("KITCHEN_", Map.of("KITCHEN_OPEN", "yes"),
                        settings -> settings.truth("OPEN", false)))
                .withMessageContaining("KITCHEN_OPEN must be true or false, but was 'yes'");
    }

    @Test
    void all_problems_are_reported_at_once() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("KITCHEN_OVENS", "0", "KITCHEN_REST", "long", "KITCHEN_COKO", "x")))
                .withMessageContaining("the settings KITCHEN_* are wrong")
                .withMessageContaining("KITCHEN_OVENS must be positive, but was '0'")
                .withMessageContaining("KITCHEN_REST must be a duration like 200ms, 5s or 10m, but was 'long'")
                .withMessageContaining("KITCHEN_COKO is not a setting; did you mean KITCHEN_COOK?");
    }

    @Test
    void a_name_unlike_any_setting_is_reported_with_all_names() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("KITCHEN_DISHWASHER", "1")))
                .withMessageContaining("KITCHEN_DISHWASHER is not a setting; "
                        + "the settings are KITCHEN_COOK, KITCHEN_OVENS, KITCHEN_REST");
    }

    @Test
    void the_distance_counts_letters_added_removed_or_replaced() {
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("same", "same")).isZero();
        assertThat(Spelling.nearest("PATIENSE", new TreeSet<>(List.of("PATIENCE", "PARTITIONS"))))
                .contains("PATIENCE");
    }

    @Test
    void only_an_http_address_with_a_host_is_a_base_url() {
        assertThat(Settings.baseUrl("https://api.example.org")).hasHost("api.example.org");
        assertThat(List.of("ftp://x", "http:///path", "127.0.0.1:80")).allSatisfy(
                text -> assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> Settings.baseUrl(text)));
    }

    private static Duration restOf(String text) {
        return read(Map.of("KITCHEN_REST", text)).rest();
    }

    private static Kitchen read(Map<String, String> values) {
        return Settings.read("KITCHEN_", values, Kitchen::from);
    }
}
