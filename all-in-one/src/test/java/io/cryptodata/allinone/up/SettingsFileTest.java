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
    void the_environment_overrides_the_file_and_other_variables_are_ignored() throws IOException {
        SettingsFile file = file("# two settings\nPRODUCERS_VENUES = okx,bybit\nCOINGECKO_TIER=DEMO\n");
        assertThat(file.with(Map.of("PRODUCERS_VENUES", "mexc", "HOME", "/home/somebody"))).isEqualTo(
                Map.of("PRODUCERS_VENUES", "mexc", "COINGECKO_TIER", "DEMO"));
    }

    @Test
    void an_invalid_setting_name_is_reported() throws IOException {
        SettingsFile file = file("PRODUCER_VENUES=okx\nVENUES=okx\nPRODUCERS_TOP=10\n");
        assertThatThrownBy(() -> file.with(Map.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PRODUCER_VENUES, VENUES").hasMessageContaining("begin with PRODUCERS_");
    }

    private SettingsFile file(String text) throws IOException {
        return new SettingsFile(Files.writeString(folder.resolve("up.properties"), text));
    }
}
