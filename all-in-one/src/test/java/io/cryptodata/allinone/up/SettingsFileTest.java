package io.cryptodata.allinone.up;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsFileTest {
    @TempDir
    private Path folder;

    @Test
    void the_environment_wins_over_the_file_and_only_settings_are_taken_from_it() throws IOException {
        SettingsFile file = file("# two settings\nPRODUCERS_VENUES = okx,bybit\nCOINGECKO_TIER=DEMO\n");
        assertThat(file.with(Map.of("PRODUCERS_VENUES", "mexc", "HOME", "/home/somebody"))).isEqualTo(
                Map.of("PRODUCERS_VENUES", "mexc", "COINGECKO_TIER", "DEMO"));
    }

    @Test
    void a_name_that_cannot_be_a_setting_is_named() throws IOException {
        SettingsFile file = file("PRODUCER_VENUES=okx\nVENUES=okx\nPRODUCERS_TOP=10\n");
        assertThatThrownBy(() -> file.with(Map.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PRODUCER_VENUES, VENUES").hasMessageContaining("begin with PRODUCERS_");
    }

    private SettingsFile file(String text) throws IOException {
        return new SettingsFile(Files.writeString(folder.resolve("up.properties"), text));
    }
}
