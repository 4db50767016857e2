package io.cryptodata.domain.fold;

import io.cryptodata.domain.market.Market;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NeededReplayTest {
    @Test
    void the_command_names_the_market_and_the_oldest_hour() {
        assertThat(new NeededReplay(new Market("binance", "BTC/USDT:USDT"), 490_000).command())
                .isEqualTo("./cda replay --market binance:BTC/USDT:USDT --from 2025-11-24T16:00:00Z");
    }

    @Test
    void a_name_with_other_signs_is_quoted_for_the_shell() {
        assertThat(new NeededReplay(new Market("okx", "$A*/USDT"), 490_000).command())
                .startsWith("./cda replay --market 'okx:$A*/USDT' --from ");
    }
}
