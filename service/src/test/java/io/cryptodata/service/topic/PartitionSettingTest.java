package io.cryptodata.service.topic;

import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PartitionSettingTest {
    @Test
    void the_number_is_that_of_the_environment_or_the_default() {
        assertThat(read("24")).isEqualTo(24);
        assertThat(read("")).isEqualTo(12);
    }

    @Test
    void another_text_is_refused_with_what_was_expected() {
        for (String wrong : new String[]{"0", "1001", "twelve", "-3"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> read(wrong))
                    .withMessageContaining(
                            "CDA_PARTITIONS must be a whole number between 1 and 1000, but was '" + wrong
                                    + "' (environment)");
        }
    }

    private static int read(String text) {
        return Settings.read(SettingSources.of(Map.of("CDA_PARTITIONS", text)), PartitionSetting::read).orThrow();
    }

    @Test
    void entries_of_a_market_s_state_are_in_the_partition_of_the_market() {
        byte[] market = "binance:BTC/USDT".getBytes(StandardCharsets.UTF_8);
        byte[] entry = "binance:BTC/USDT\0h06a1b2".getBytes(StandardCharsets.UTF_8);
        for (int partitions = 1; partitions < 40; partitions++) {
            assertThat(TopicCopy.partitionOf(entry, partitions)).isEqualTo(TopicCopy.partitionOf(market, partitions));
        }
    }
}
