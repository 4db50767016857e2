package io.cryptodata.producers;

import io.cryptodata.schemas.settings.SettingsException;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProducersConfigTest {
    @Test
    void has_defaults_for_everything() {
        ProducersConfig config = read(Map.of("PATH", "/usr/bin"));
        assertThat(config.bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(config.registryUrl()).hasToString("http://127.0.0.1:8081");
        assertThat(config.venues()).containsExactly(
                new ProducersConfig.Venue("binance", URI.create("https://api.binance.com")));
        assertThat(config.settleDelay()).hasSeconds(5);
        assertThat(config.partitions()).isEqualTo(12);
    }

    @Test
    void reads_every_setting() {
        ProducersConfig config = read(Map.of("PRODUCERS_BOOTSTRAP_SERVERS", "kafka:9092",
                "PRODUCERS_REGISTRY_URL", "http://registry:8080", "PRODUCERS_VENUES", "binance=http://127.0.0.1:8090",
                "PRODUCERS_SETTLE_DELAY", "7s", "PRODUCERS_POLL_INTERVAL", "200ms", "PRODUCERS_CONCURRENCY", "8",
                "PRODUCERS_PARTITIONS", "3", "PRODUCERS_MEMBER", "one", "PRODUCERS_MARKETS", "binance:.*/USDT",
                "PRODUCERS_START_PATIENCE", "PT2M"));
        assertThat(config).hasToString(new ProducersConfig("kafka:9092", URI.create("http://registry:8080"),
                List.of(new ProducersConfig.Venue("binance", URI.create("http://127.0.0.1:8090"))),
                Duration.ofSeconds(7), Duration.ofMillis(200), 8, 3, "one",
                Pattern.compile("binance:.*/USDT"), Duration.ofMinutes(2)).toString());
    }

    @Test
    void names_all_problems_at_once_even_a_misspelt_name() {
        Map<String, String> wrong = Map.of("PRODUCERS_SETTLE_DELAY", "soon", "PRODUCERS_CONCURRENCY", "1",
                "PRODUCERS_PARTITIONS", "0", "PRODUCERS_REGISTRY_URL", "ftp://x", "PRODUCERS_VENUES", "binance",
                "PRODUCERS_MARKETS", "[", "PRODUCERS_MEMBRE", "one");
        assertThatThrownBy(() -> read(wrong)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("PRODUCERS_SETTLE_DELAY must be a duration like 200ms, 5s or 10m, but was 'soon'")
                .hasMessageContaining("PRODUCERS_CONCURRENCY must be between 2 and 256, but was '1'")
                .hasMessageContaining("PRODUCERS_PARTITIONS must be between 1 and 1000, but was '0'")
                .hasMessageContaining("PRODUCERS_REGISTRY_URL must be a URL")
                .hasMessageContaining("PRODUCERS_VENUES must be a list")
                .hasMessageContaining("PRODUCERS_MARKETS must be a regular expression")
                .hasMessageContaining("PRODUCERS_MEMBRE is not a setting; did you mean PRODUCERS_MEMBER?");
    }

    private static ProducersConfig read(Map<String, String> environment) {
        return ProducersConfig.from(environment);
    }
}
