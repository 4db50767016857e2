package io.cryptodata.allinone.cli.config;

import io.cryptodata.allinone.cli.config.SettingCatalogue.Entry;
import io.cryptodata.allinone.up.UpConfig;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// Every name in `infra/up.properties` is a setting of `./cda up`, and every default in it is the actual default.
class UpPropertiesTest {
    private static final Path FILE = Path.of(System.getProperty("repository.root", ".."), "infra", "up.properties");
    private static final Pattern LINE = Pattern.compile("(?m)^(##?) ([A-Z][A-Z_]+)=(.*)$");
    private static final String KEY_FILE = "COINGECKO_KEY_FILE";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_shipped_file_changes_nothing() {
        assertThat(Settings.read(SettingSources.of(FILE, Map.of()), UpConfig::read).changed()).isEmpty();
    }

    @Test
    void every_line_uncommented_is_a_configuration() throws IOException {
        Map<String, String> all = lines("#");
        all.putAll(lines("##"));
        assertThat(all).containsKey(KEY_FILE).hasSizeGreaterThan(15);
        all.put(KEY_FILE, Files.writeString(folder.resolve("key"), "CG-example").toString());
        UpConfig config = Settings.read(SettingSources.of(all), UpConfig::read).orThrow();
        assertThat(config.producers().venues().getFirst().urls().main()).hasToString("http://127.0.0.1:8090/binance");
        assertThat(config.producers().universe().exclude().pattern()).isEqualTo("okx:.*/USDC");
    }

    @Test
    void every_documented_default_is_the_actual_default() throws IOException {
        Map<String, Entry> settings = SettingCatalogue.of(List.of("up")).stream()
                .collect(Collectors.toMap(Entry::name, Function.identity()));
        assertThat(lines("#")).isNotEmpty()
                .allSatisfy((name, value) -> assertThat(settings.get(name)).as(name).isNotNull()
                        .satisfies(entry -> assertThat(entry.worded() ? "" : entry.standard()).isEqualTo(value)));
        assertThat(settings).containsKey(KEY_FILE.replace("_FILE", ""));
    }

    /// Names and values of the lines that are commented out with `signs`.
    private static Map<String, String> lines(String signs) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Matcher line = LINE.matcher(Files.readString(FILE));
        while (line.find()) {
            if (line.group(1).equals(signs)) {
                found.put(line.group(2), line.group(3));
            }
        }
        return found;
    }
}
