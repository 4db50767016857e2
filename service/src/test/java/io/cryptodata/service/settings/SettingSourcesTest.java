package io.cryptodata.service.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingSourcesTest {
    private static final Setting<Integer> OVENS = Setting.integer("OVENS", 2, "how many ovens are hot");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_environment_precedes_the_file_and_an_empty_variable_does_not() throws IOException {
        Path file = file("KITCHEN_OVENS = 7\n");
        assertThat(ovens(file, Map.of()).orThrow()).isEqualTo(7);
        assertThat(ovens(file, Map.of("KITCHEN_OVENS", "8")).orThrow()).isEqualTo(8);
        assertThat(ovens(file, Map.of("KITCHEN_OVENS", "")).orThrow()).isEqualTo(7);
    }

    @Test
    void the_file_is_named_by_a_variable_where_no_option_does() throws IOException {
        Path file = file("KITCHEN_OVENS=7\n");
        assertThat(SettingSources.of(null, Map.of("CDA_CONFIG", file.toString())).file()).contains(file);
        assertThat(SettingSources.of(file, Map.of("CDA_CONFIG", "/nowhere")).file()).contains(file);
        assertThat(SettingSources.of(null, Map.of("CDA_CONFIG", "")).file()).isEmpty();
    }

    @Test
    void each_problem_names_its_source_and_all_sources_are_read() throws IOException {
        Path file = file("KITCHEN_OVENS=many\nKITCHEN_OVEN=1\nOVENS=1\nCDA_JAVA_HOME=/jdk\nSOMETHING=1\n");
        assertThat(ovens(file, Map.of("KITCHEN_OVNES", "1")).problems()).containsExactlyInAnyOrder(
                "KITCHEN_OVENS must be a whole number like 12, but was 'many' (" + file + ")",
                "KITCHEN_OVEN is not a setting; did you mean KITCHEN_OVENS? (" + file + ")",
                "OVENS is not a setting; did you mean KITCHEN_OVENS? (" + file + ")",
                "CDA_JAVA_HOME is read from the environment only (" + file + ")",
                "SOMETHING is not a setting; ./cda config list names all settings (" + file + ")",
                "KITCHEN_OVNES is not a setting; did you mean KITCHEN_OVENS? (environment)");
    }

    @Test
    void settings_of_other_processes_are_ignored_and_their_misspelt_names_are_not() throws IOException {
        Path file = file("PRODUCERS_VENUES=okx\nSTREAMS_THREADS=2\nSINKS_DATABASE_PASSWORD_FILE=/x\n"
                + "PRODUCERS_BITSTAMP_URL=http://127.0.0.1:1\nPRODUCERS_LUNO_ULR=x\nSTREAMS_THREDAS=2\n");
        assertThat(ovens(file, Map.of("COINGECKO_PAGE", "3", "CDA_DEBUG", "1")).problems()).containsExactly(
                "PRODUCERS_LUNO_ULR is not a setting; did you mean PRODUCERS_LUNO_URL? (" + file + ")",
                "STREAMS_THREDAS is not a setting; did you mean STREAMS_THREADS? (" + file + ")",
                "COINGECKO_PAGE is not a setting; did you mean COINGECKO_PAGES? (environment)");
    }

    @Test
    void a_file_that_cannot_be_used_is_one_sentence() throws IOException {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingSources.of(folder.resolve("none"), Map.of()))
                .withMessage("the configuration file " + folder.resolve("none") + " cannot be read: no such file");
        Path twice = file("KITCHEN_OVENS=1\nKITCHEN_OVENS=2\n");
        assertThatExceptionOfType(SettingsException.class).isThrownBy(() -> SettingSources.of(twice, Map.of()))
                .withMessage("the configuration file " + twice + " has more than one line for KITCHEN_OVENS");
        Path latin = Files.write(folder.resolve("latin"), "A=é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(SettingsException.class).isThrownBy(() -> SettingSources.of(latin, Map.of()))
                .withMessageEndingWith("it is not UTF-8 text");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("cda.properties"), text);
    }

    private static Reading<Integer> ovens(Path file, Map<String, String> environment) {
        return Settings.read(SettingSources.of(file, environment),
                settings -> settings.prefixed("KITCHEN_").get(OVENS));
    }
}
