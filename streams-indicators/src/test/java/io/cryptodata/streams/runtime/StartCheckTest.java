package io.cryptodata.streams.runtime;

import io.cryptodata.service.lifecycle.SetupException;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StartCheckTest {
    @Test
    void topics_of_markets_with_different_numbers_of_partitions_are_refused_with_both_numbers() {
        assertThatThrownBy(() -> StartCheck.requireSamePartitions(Map.of("candles.1h", 24, "candles.replay", 12,
                "indicators", 24, StreamsProperties.MARKET_CHANGELOG, 12))).isInstanceOf(SetupException.class)
                .hasMessageContaining("candles.1h has 24 partitions, but candles.replay has 12, "
                        + "cryptodata-streams-market-state-changelog has 12")
                .hasMessageContaining("change-the-number-of-partitions.md");
    }

    @Test
    void the_same_number_is_accepted_before_the_first_start_too() {
        assertThatCode(() -> StartCheck.requireSamePartitions(Map.of("candles.1h", 24, "candles.replay", 24)))
                .doesNotThrowAnyException();
    }
}
