package io.cryptodata.api.live;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/// A short form of the load; `SlowClients` measures.
class SlowClientsTest {
    @Test
    void fast_clients_are_served_beside_slow_ones() throws Exception {
        SlowClients.Result result = new SlowClients(90, 10, Duration.ofSeconds(3)).measure();
        System.out.println(result.text());
        assertThat(result.failed()).as("refused requests of fast clients").isZero();
        assertThat(result.requests()).as("responses to fast clients").isGreaterThan(50);
        assertThat(result.heapAfter() - result.heapBefore()).as("heap that stays").isLessThan(64 << 20);
    }
}
