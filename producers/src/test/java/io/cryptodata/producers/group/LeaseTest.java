package io.cryptodata.producers.group;

import io.cryptodata.producers.ratelimit.ManualTime;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class LeaseTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime(Instant.EPOCH);
    private final Lease lease = new Lease(TIMEOUT, time);

    @Test
    void it_begins_with_the_first_assignment() {
        lease.extend();
        assertThat(lease.isValid()).isFalse();
        lease.begin();
        assertThat(lease.isValid()).isTrue();
    }

    @Test
    void it_stays_valid_while_it_is_extended() {
        lease.begin();
        for (int i = 0; i < 10; i++) {
            time.pass(Duration.ofSeconds(9));
            assertThat(lease.isValid()).isTrue();
            lease.extend();
        }
    }

    @Test
    void a_process_that_was_stopped_for_longer_than_the_session_timeout_has_no_share_until_it_has_joined_again() {
        lease.begin();
        time.pass(Duration.ofSeconds(11));
        assertThat(lease.isValid()).as("before the group is polled").isFalse();
        lease.extend();
        assertThat(lease.isValid()).as("heartbeats are sent, but not acknowledged").isFalse();
        lease.begin();
        assertThat(lease.isValid()).isTrue();
    }

    @Test
    void a_process_that_was_stopped_but_not_removed_has_its_share_again_after_one_session_timeout() {
        lease.begin();
        time.pass(Duration.ofSeconds(11));
        lease.extend();
        Duration waited = Duration.ZERO;
        while (!lease.isValid()) {
            time.pass(Duration.ofSeconds(1));
            waited = waited.plusSeconds(1);
            lease.extend();
        }
        assertThat(waited).isEqualTo(Duration.ofSeconds(11));
    }
}
