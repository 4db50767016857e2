package io.cryptodata.service.retry;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void pauses_double_up_to_the_longest() {
        Backoff backoff = Backoff.between(SECOND, Duration.ofSeconds(5));
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(backoff::after)).containsExactly(SECOND, Duration.ofSeconds(2),
                Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void jitter_stays_within_its_share() {
        Backoff backoff = Backoff.withJitter(SECOND, Duration.ofMinutes(1), 0.5);
        assertThat(IntStream.range(0, 200).mapToObj(_ -> backoff.after(2))).allSatisfy(
                pause -> assertThat(pause).isBetween(SECOND, Duration.ofSeconds(3)));
    }

    @Test
    void pauses_must_be_positive_and_not_shrink() {
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.between(Duration.ZERO, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.between(SECOND, Duration.ofMillis(999)));
    }
}
