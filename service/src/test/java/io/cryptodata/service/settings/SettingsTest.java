package io.cryptodata.service.settings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SettingsTest {
    private static final Setting<String> COOK = Setting.text("COOK", "anna", "the name of the cook");
    private static final Setting<Integer> OVENS = Setting.integer("OVENS", 2, "how many ovens are hot");
    private static final Setting<Duration> REST = Setting.duration("REST", Duration.ofSeconds(5), "between two meals");
    private static final Setting<Boolean> OPEN = Setting.truth("OPEN", false, "whether guests are served");
    private static final Setting<Integer> TABLES = Setting.of("TABLES", Format.integer(1, 9), "tables")
            .withDefault("4");

    private record Kitchen(String cook, int ovens, Duration rest) {
        Kitchen {
            Problems problems = new Problems("KITCHEN_");
            problems.expect(ovens >= 1, "OVENS must be positive", ovens);
            problems.expect(!cook.equals("nobody"), "COOK must not be nobody", cook);
            problems.throwIfAny();
        }

        static Kitchen read(Settings all) {
            Settings settings = all.prefixed("KITCHEN_");
            return new Kitchen(settings.get(COOK), settings.get(OVENS), settings.get(REST));
        }
    }

    @Test
    void a_setting_has_a_default_and_other_variables_are_ignored() {
        assertThat(read(Map.of("PATH", "/bin", "OVENS", "x")))
                .isEqualTo(new Kitchen("anna", 2, Duration.ofSeconds(5)));
    }

    @Test
    void an_empty_value_counts_as_not_set() {
        assertThat(read(Map.of("KITCHEN_OVENS", "", "KITCHEN_REST", "", "KITCHEN_COOK", "")))
                .isEqualTo(new Kitchen("anna", 2, Duration.ofSeconds(5)));
    }

    @Test
    void a_setting_cannot_be_declared_without_a_meaning() {
        assertThatIllegalArgumentException().isThrownBy(() -> Setting.text("COOK", "anna", " "))
                .withMessageContaining("COOK has no meaning");
    }

    @Test
    void a_default_in_words_is_no_value() {
        Setting<Integer> seats = TABLES.withDefaultInWords("four per table");
        assertThat(Settings.read(SettingSources.of(Map.of()), settings -> settings.get(seats, 16)).orThrow())
                .isEqualTo(16);
        assertThatIllegalStateException().isThrownBy(seats::defaultValue);
        assertThatIllegalStateException().isThrownBy(TABLES.withDefault("10")::defaultValue)
                .withMessageContaining("the default of the setting TABLES is invalid: 10");
    }

    @Test
    void a_truth_is_true_or_false_in_any_case() {
        assertThat(List.of("true", "False", "TRUE", "")).extracting(
                text -> Settings.read(SettingSources.of(Map.of("OPEN", text)), settings -> settings.get(OPEN))
                        .orThrow())
                .containsExactly(true, false, true, false);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(Settings.read(SettingSources.of(Map.of("OPEN", "yes")),
                        settings -> settings.get(OPEN))::orThrow)
                .withMessage("the settings are wrong: OPEN must be true or false, but was 'yes' (environment)");
    }

    @Test
    void all_problems_are_reported_at_once_over_all_prefixes() {
        Map<String, String> wrong = Map.of("KITCHEN_OVENS", "0", "KITCHEN_COOK", "nobody", "KITCHEN_REST", "long",
                "KITCHEN_COKO", "x", "HALL_TABLES", "10");
        Reading<List<Object>> reading = Settings.read(SettingSources.of(wrong), settings -> List.of(
                settings.part(new Kitchen("anna", 1, Duration.ZERO), () -> Kitchen.read(settings)),
                settings.prefixed("HALL_").get(TABLES)));
        assertThat(reading.problems()).containsExactly(
                "KITCHEN_REST must be a duration like 200ms, 5s or 10m, but was 'long' (environment)",
                "KITCHEN_OVENS must be positive, but was '0' (environment)",
                "KITCHEN_COOK must not be nobody, but was 'nobody' (environment)",
                "HALL_TABLES must be a whole number between 1 and 9, but was '10' (environment)",
                "KITCHEN_COKO is not a setting; did you mean KITCHEN_COOK? (environment)");
    }

    @Test
    void a_problem_of_several_values_names_the_origin_of_each() {
        Reading<String> reading = Settings.read(SettingSources.of(Map.of("KITCHEN_COOK", "a", "HALL_COOK", "b")),
                settings -> {
                    settings.prefixed("HALL_").get(COOK);
                    throw new IllegalArgumentException(settings.prefixed("KITCHEN_").get(COOK)
                            + ": KITCHEN_COOK and HALL_COOK must be the same, as KITCHEN_TABLES needs");
                });
        assertThat(reading.problems()).containsExactly("a: KITCHEN_COOK and HALL_COOK must be the same, as "
                + "KITCHEN_TABLES needs (HALL_COOK: environment, KITCHEN_COOK: environment)");
    }

    @Test
    void a_name_unlike_any_setting_is_reported_with_the_command_that_names_all() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of("KITCHEN_DISHWASHER", "1")))
                .withMessageContaining("KITCHEN_DISHWASHER is not a setting; ./cda config list names all settings");
    }

    @Test
    void names_of_a_family_are_known_only_where_they_are_read() {
        Map<String, String> values = Map.of("KITCHEN_GRILL_URL", "x", "KITCHEN_GRILL_ULR", "x");
        Reading<String> reading = Settings.read(SettingSources.of(values), settings -> {
            Settings kitchen = settings.prefixed("KITCHEN_");
            kitchen.declareFamily(Setting.of("<DEVICE>_URL", Format.TEXT, "where a device is"));
            return kitchen.get(Setting.text("GRILL_URL", "", "where the grill is"));
        });
        assertThat(reading.result()).contains("x");
        assertThat(reading.problems()).containsExactly(
                "KITCHEN_GRILL_ULR is not a setting; did you mean KITCHEN_GRILL_URL? (environment)");
    }

    @Test
    void hidden_settings_have_their_defaults_and_are_not_listed() {
        Reading<Kitchen> reading = Settings.read(SettingSources.of(Map.of("KITCHEN_OVENS", "7")), settings -> {
            settings.hide(Set.of("KITCHEN_OVENS"));
            return Kitchen.read(settings);
        });
        assertThat(reading.result().orElseThrow().ovens()).isEqualTo(2);
        assertThat(reading.settings()).extracting(EffectiveSetting::name).containsExactly("KITCHEN_COOK",
                "KITCHEN_REST");
    }

    @Test
    void the_effective_values_name_their_origin() {
        Reading<Kitchen> reading = Settings.read(SettingSources.of(Map.of("KITCHEN_OVENS", "7")), Kitchen::read);
        assertThat(reading.settings()).extracting(EffectiveSetting::toString).containsExactly(
                "KITCHEN_COOK=anna (default)", "KITCHEN_OVENS=7 (environment)", "KITCHEN_REST=5s (default)");
        assertThat(reading.changed()).extracting(EffectiveSetting::name).containsExactly("KITCHEN_OVENS");
    }

    @Test
    void credentials_in_urls_are_masked_in_values_and_problems() {
        Setting<String> url = Setting.of("URL", Format.SERVER_URL, "where").withDefault("http://localhost");
        Map<String, String> given = Map.of("A_URL", "http://me:top-secret@host:1",
                "B_URL", "ftp://me:top-secret@host/?password=top-secret&x=1");
        Reading<String> reading = Settings.read(SettingSources.of(given),
                settings -> settings.prefixed("A_").get(url) + settings.prefixed("B_").get(url));
        assertThat(reading.settings().getFirst().value()).isEqualTo("http://********@host:1");
        assertThat(reading.problems()).singleElement().asString()
                .contains("ftp://********@host/?password=********&x=1").doesNotContain("top-secret");
    }

    @Test
    void the_distance_counts_letters_added_removed_or_replaced() {
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("same", "same")).isZero();
        assertThat(Spelling.nearest("PATIENSE", new TreeSet<>(List.of("PATIENCE", "PARTITIONS"))))
                .contains("PATIENCE");
    }

    private static Kitchen read(Map<String, String> values) {
        return Settings.read(SettingSources.of(values), Kitchen::read).orThrow();
    }
}
