package io.cryptodata.sinks.connect;

import io.cryptodata.sinks.connect.KeyRuns.Run;
import io.cryptodata.sinks.connect.Row.KnownAt;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRunsTest {
    @Test
    void neighbours_are_one_run_of_their_market_in_whatever_order_they_arrive() {
        assertThat(KeyRuns.of(List.of(row("BTC", 3), row("ETH", 1), row("BTC", 1), row("BTC", 2))).runs())
                .containsExactly(new Run(List.of("BTC"), 1, 3), new Run(List.of("ETH"), 1, 1));
    }

    @Test
    void a_few_missing_keys_do_not_end_a_run() {
        assertThat(KeyRuns.of(List.of(row("BTC", 10), row("BTC", 20), row("BTC", 180))).runs())
                .containsExactly(new Run(List.of("BTC"), 10, 180));
    }

    @Test
    void many_missing_keys_end_a_run() {
        assertThat(KeyRuns.of(List.of(row("BTC", 10), row("BTC", 20), row("BTC", 200))).runs())
                .containsExactly(new Run(List.of("BTC"), 10, 20), new Run(List.of("BTC"), 200, 200));
    }

    @Test
    void single_keys_are_runs_of_their_own() {
        assertThat(KeyRuns.of(List.of(row("BTC", 10), row("ETH", 10))).runs())
                .containsExactly(new Run(List.of("BTC"), 10, 10), new Run(List.of("ETH"), 10, 10));
    }

    private static Row row(String asset, long hour) {
        return new Row(Records.candle(Records.NOON, 1, 0), List.of(), new byte[0], List.of(asset, hour), 0,
                new KnownAt(0, 0, 0));
    }
}
