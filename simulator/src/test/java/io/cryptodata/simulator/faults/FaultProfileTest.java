package io.cryptodata.simulator.faults;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class FaultProfileTest {
    @Test
    void pages_of_coins_are_shifted_by_the_seed_and_not_shifted_without_faults() {
        assertThat(FaultProfile.many(7).shiftOfPage(1)).isZero();
        assertThat(IntStream.rangeClosed(2, 8).mapToObj(FaultProfile.many(7)::shiftOfPage).toList())
                .doesNotHaveDuplicates()
                .allSatisfy(shift -> assertThat(shift).isBetween(Duration.ZERO, Duration.ofMinutes(31)))
                .isEqualTo(IntStream.rangeClosed(2, 8).mapToObj(FaultProfile.many(7)::shiftOfPage).toList());
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(FaultProfile.none()::shiftOfPage).toList())
                .containsOnly(Duration.ZERO);
    }
}
