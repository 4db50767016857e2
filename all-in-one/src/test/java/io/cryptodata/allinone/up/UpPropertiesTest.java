package io.cryptodata.allinone.up;

import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.sinks.config.CleanupConfig;
import io.cryptodata.sinks.config.SinksConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// Every name in `infra/up.properties` is a setting, and every default in it is the actual default.
class UpPropertiesTest {
    private static final Path FILE = Path.of(System.getProperty("repository.root"), "infra", "up.properties");
    private static final Pattern LINE = Pattern.compile("(?m)^(##?) ([A-Z][A-Z_]+)=(.+)$");
    private static final String KEY_FILE = "COINGECKO_KEY_FILE";

    @TempDir
    private Path folder;

    @Test
    void the_shipped_file_changes_nothing() throws IOException {
        assertThat(new SettingsFile(FILE).with(Map.of())).isEmpty();
    }

    @Test
    void every_line_uncommented_is_a_configuration() throws IOException {
        Map<String, String> all = lines("#");
        all.putAll(lines("##"));
        assertThat(all).containsKey(KEY_FILE).hasSizeGreaterThan(15);
        all.put(KEY_FILE, Files.writeString(folder.resolve("key"), "CG-example").toString());
        ProducersConfig config = ProducersConfig.from(all);
        assertThat(config.venues().getFirst().urls().main()).hasToString("http://127.0.0.1:8090/binance");
        assertThat(config.universe().exclude().pattern()).isEqualTo("okx:.*/USDC");
    }

    @Test
    void every_documented_default_is_the_actual_default() throws IOException {
        ProducersConfig standard = ProducersConfig.from(Map.of());
        lines("#").forEach((name, value) -> assertThat(ProducersConfig.from(Map.of(name, value))).as(name)
                .usingRecursiveComparison()
                .withEqualsForType((one, other) -> one.pattern().equals(other.pattern()), Pattern.class)
                .isEqualTo(standard));
        assertThat(SinksConfig.from(lines("#")).cleanup()).isEqualTo(CleanupConfig.weekly());
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
