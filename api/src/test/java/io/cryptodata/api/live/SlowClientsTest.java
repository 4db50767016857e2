package io.cryptodata.api.live;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/// The load in a short form, unless `load.slow`, `load.fast` and `load.seconds` give another.
class SlowClientsTest {
    @Test
    void fast_clients_are_served_beside_slow_ones() throws Exception {
        SlowClients.Result result = new SlowClients(Integer.getInteger("load.slow", 90),
                Integer.getInteger("load.fast", 10), Duration.ofSeconds(Integer.getInteger("load.seconds", 3)))
                .measure();
        System.out.println(result.text());
        assertThat(result.failed()).as("refused requests of fast clients").isZero();
        assertThat(result.requests()).as("responses to fast clients").isPositive();
        assertThat(result.heapAfter() - result.heapBefore()).as("heap that stays").isLessThan(64 << 20);
    }
}
