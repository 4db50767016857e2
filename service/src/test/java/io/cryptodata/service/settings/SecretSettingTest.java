package io.cryptodata.service.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class SecretSettingTest {
    private static final String SECRET = "s3cr et\\ü";
    private static final Setting<String> KEY = Setting.of("KEY",
            new Format<>("at least five characters", text -> text, text -> text.length() >= 5), "opens the door")
            .asSecret();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_secret_is_a_value_or_a_mounted_file() throws IOException {
        assertThat(key(Map.of("DOOR_KEY", SECRET)).result().orElseThrow()).contains(SECRET);
        for (String text : List.of(SECRET, SECRET + "\n", SECRET + "\r\n")) {
            Path file = Files.writeString(folder.resolve("key"), text);
            assertThat(key(Map.of("DOOR_KEY_FILE", file.toString())).result().orElseThrow()).contains(SECRET);
        }
        assertThat(key(Map.of()).result().orElseThrow()).isEmpty();
    }

    @Test
    void only_one_line_break_is_removed() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), " ab cd \n\n");
        assertThat(key(Map.of("DOOR_KEY_FILE", file.toString())).result().orElseThrow()).contains(" ab cd \n");
    }

    @Test
    void it_is_masked_in_the_effective_values_and_the_path_of_its_file_is_not() throws IOException {
        assertThat(key(Map.of("DOOR_KEY", SECRET)).settings()).extracting(EffectiveSetting::toString)
                .containsExactly("DOOR_KEY=******** (environment)");
        Path file = Files.writeString(folder.resolve("key"), SECRET);
        assertThat(key(Map.of("DOOR_KEY_FILE", file.toString())).changed()).extracting(EffectiveSetting::toString)
                .containsExactly("DOOR_KEY_FILE=" + file + " (environment)");
    }

    @Test
    void both_at_once_is_a_problem_wherever_they_come_from() throws IOException {
        Path config = Files.writeString(folder.resolve("cda.properties"), "DOOR_KEY=" + "top-secret");
        Reading<Optional<String>> reading = Settings.read(
                SettingSources.of(config, Map.of("DOOR_KEY_FILE", "/run/secrets/key")), SecretSettingTest::read);
        assertThat(reading.problems()).containsExactly(
                "DOOR_KEY (" + config + ") and DOOR_KEY_FILE (environment) must not both be set");
    }

    @Test
    void a_file_that_cannot_be_used_is_a_problem_with_its_reason() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path large = Files.writeString(folder.resolve("large"), "x".repeat(70_000));
        assertThat(problem(folder.resolve("none"))).isEqualTo("DOOR_KEY_FILE names the file " + folder.resolve("none")
                + ", which cannot be used: no such file (environment)");
        assertThat(problem(folder)).contains("it is a folder");
        assertThat(problem(empty)).contains("it is empty");
        assertThat(problem(large)).contains("it is larger than 65536 bytes");
    }

    @Test
    void an_invalid_secret_is_a_problem_that_does_not_contain_it() {
        assertThat(key(Map.of("DOOR_KEY", "abc!")).problems())
                .containsExactly("DOOR_KEY must be at least five characters (environment)");
    }

    private String problem(Path file) {
        return key(Map.of("DOOR_KEY_FILE", file.toString())).problems().getFirst();
    }

    private static Reading<Optional<String>> key(Map<String, String> environment) {
        return Settings.read(SettingSources.of(environment), SecretSettingTest::read);
    }

    private static Optional<String> read(Settings settings) {
        return settings.prefixed("DOOR_").find(KEY);
    }
}
