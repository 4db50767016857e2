package io.cryptodata.producers.coingecko;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CoinGeckoConfigTest {
    private static final String SECRET = "CG-topsecret";

    @TempDir
    Path folder;

    @Test
    void has_defaults_for_everything() {
        CoinGeckoConfig config = CoinGeckoConfig.from(Map.of("PATH", "/bin"));
        assertThat(config).isEqualTo(new CoinGeckoConfig(URI.create("https://api.coingecko.com"), Tier.KEYLESS, null,
                8, 250, 6, Duration.ofMinutes(30), true)).isEqualTo(CoinGeckoConfig.keyless());
    }

    @Test
    void snapshots_are_due_at_every_full_and_half_hour() {
        CoinGeckoConfig config = CoinGeckoConfig.keyless();
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        assertThat(config.dueAfter(noon.minusMillis(1))).isEqualTo(noon);
        assertThat(config.dueAfter(noon)).isEqualTo(noon.plusSeconds(1800));
        assertThat(config.dueAfter(noon.plusSeconds(1799))).isEqualTo(noon.plusSeconds(1800));
    }

    @Test
    void each_tier_has_its_own_address_and_limit() {
        CoinGeckoConfig demo = with(Map.of("COINGECKO_TIER", "demo", "COINGECKO_KEY", SECRET));
        CoinGeckoConfig pro = with(Map.of("COINGECKO_TIER", "PRO", "COINGECKO_KEY", SECRET));
        assertThat(demo.baseUrl()).hasToString("https://api.coingecko.com");
        assertThat(demo.callsPerMinute()).isEqualTo(100);
        assertThat(pro.baseUrl()).hasToString("https://pro-api.coingecko.com");
        assertThat(pro.callsPerMinute()).isEqualTo(500);
    }

    @Test
    void reads_every_setting() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), SECRET + "\n");
        CoinGeckoConfig config = with(Map.of("COINGECKO_BASE_URL", "http://127.0.0.1:1/coingecko", "COINGECKO_TIER",
                "DEMO", "COINGECKO_KEY_FILE", file.toString(), "COINGECKO_PAGES", "4", "COINGECKO_PER_PAGE", "100",
                "COINGECKO_CALLS_PER_MINUTE", "30", "COINGECKO_EVERY", "10m", "COINGECKO_ENABLED", "false"));
        assertThat(config).isEqualTo(new CoinGeckoConfig(URI.create("http://127.0.0.1:1/coingecko"), Tier.DEMO,
                new ApiKey(SECRET), 4, 100, 30, Duration.ofMinutes(10), false));
    }

    @Test
    void reports_all_problems_together_even_a_misspelt_name() {
        Map<String, String> wrong = Map.of("COINGECKO_PAGES", "0", "COINGECKO_PER_PAGE", "251", "COINGECKO_EVERY",
                "7h", "COINGECKO_API_KEY", SECRET, "COINGECKO_ENABLED", "yes");
        assertThatIllegalArgumentException().isThrownBy(() -> with(wrong))
                .withMessageContaining("COINGECKO_PAGES must be a whole number between 1 and 80, but was '0'")
                .withMessageContaining("COINGECKO_PER_PAGE must be a whole number between 1 and 250, but was '251'")
                .withMessageContaining("COINGECKO_EVERY must be")
                .withMessageContaining("COINGECKO_ENABLED must be true or false")
                .withMessageContaining("COINGECKO_API_KEY is not a setting")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
    }

    @Test
    void key_and_tier_must_fit() {
        assertThatThrownBy(() -> with(Map.of("COINGECKO_KEY", SECRET)))
                .hasMessageContaining("set COINGECKO_TIER to DEMO or PRO").hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> with(Map.of("COINGECKO_TIER", "PRO")))
                .hasMessageContaining("set COINGECKO_KEY or COINGECKO_KEY_FILE");
        assertThatThrownBy(() -> with(Map.of("COINGECKO_KEY", SECRET, "COINGECKO_KEY_FILE", "x")))
                .hasMessageContaining("must not both be set");
    }

    @Test
    void a_key_is_not_sent_in_the_clear() {
        assertThatThrownBy(() -> with(Map.of("COINGECKO_TIER", "PRO", "COINGECKO_KEY", SECRET, "COINGECKO_BASE_URL",
                "http://api.example.org"))).hasMessageContaining("must be https").hasMessageNotContaining(SECRET);
    }

    @Test
    void an_invalid_key_and_a_missing_file_are_reported_without_the_key() {
        assertThatThrownBy(() -> with(Map.of("COINGECKO_TIER", "PRO", "COINGECKO_KEY", "CG top\nsecret")))
                .hasMessageContaining("COINGECKO_KEY must be a key in printable ASCII without spaces (environment)")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> with(Map.of("COINGECKO_TIER", "PRO", "COINGECKO_KEY_FILE",
                folder.resolve("none").toString())))
                .hasMessageContaining("COINGECKO_KEY_FILE names the file " + folder.resolve("none"))
                .hasMessageContaining("cannot be used: no such file");
    }

    @Test
    void the_key_is_in_no_text() {
        CoinGeckoConfig config = with(Map.of("COINGECKO_TIER", "PRO", "COINGECKO_KEY", SECRET));
        assertThat(config.toString()).contains("***").doesNotContain(SECRET);
    }

    private static CoinGeckoConfig with(Map<String, String> environment) {
        return CoinGeckoConfig.from(environment);
    }
}
