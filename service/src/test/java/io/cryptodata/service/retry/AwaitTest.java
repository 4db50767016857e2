package io.cryptodata.service.retry;

import io.cryptodata.service.lifecycle.SetupException;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwaitTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void waits_until_the_probe_has_no_reason_left() {
        Iterator<String> reasons = List.of("no broker", "no topics").iterator();
        Await.untilReady(() -> reasons.hasNext() ? Optional.of(reasons.next()) : Optional.empty(), LONG);
        assertThat(reasons).isExhausted();
    }

    @Test
    void the_last_reason_is_reported_after_the_timeout() {
        assertThatThrownBy(() -> Await.untilReady(() -> Optional.of("no broker"), Duration.ZERO))
                .isInstanceOf(SetupException.class).hasMessage("no broker");
        assertThat(Await.notReadyWithin(() -> Optional.of("no broker"), Duration.ZERO)).contains("no broker");
    }

    @Test
    void a_probe_that_refuses_ends_the_wait() {
        assertThatThrownBy(() -> Await.untilReady(() -> {
            throw new SetupException("wrong password");
        }, LONG)).hasMessage("wrong password");
    }

    @Test
    void an_interrupt_ends_the_wait() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Await.untilReady(() -> Optional.of("no broker"), LONG))
                .isInstanceOf(SetupException.class).hasMessage("interrupted while waiting: no broker");
        assertThat(Await.until(() -> false, LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_condition_is_checked_once_even_without_time() {
        assertThat(Await.until(() -> true, Duration.ZERO)).isTrue();
        assertThat(Await.until(() -> false, Duration.ZERO)).isFalse();
    }
}
