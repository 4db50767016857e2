package io.cryptodata.producers.venue.xchange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimeLimitTest {
    private final TimeLimit limit = new TimeLimit("test", Duration.ofMillis(50));
    private final TimeLimit patient = new TimeLimit("test", Duration.ofMinutes(1));
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void returns_what_the_call_returns() throws Exception {
        assertThat(patient.run(() -> 7)).isEqualTo(7);
    }

    @Test
    void a_call_may_follow_another_at_once() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            assertThat(patient.run(() -> number)).isEqualTo(i);
        }
    }

    @Test
    void fails_as_the_call_fails() {
        assertThatThrownBy(() -> patient.run(() -> {
            throw new IllegalStateException("no");
        })).isInstanceOf(ExecutionException.class).hasRootCauseMessage("no");
    }

    @Test
    void a_call_that_blocks_is_interrupted() throws InterruptedException {
        endsLate(() -> {
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return 0;
        });
        interrupted.await();
    }

    @Test
    void no_other_call_starts_while_one_cannot_be_interrupted() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        endsLate(() -> {
            begun.countDown();
            awaitRelease();
            ended.countDown();
            return 0;
        });
        assertThatThrownBy(() -> limit.run(() -> 7)).hasMessage("an earlier call has not ended yet");
        released.countDown();
        ended.await();
    }

    /// Until it has begun: a busy machine may not start it within the limit.
    private void endsLate(Callable<Integer> call) {
        do {
            assertThatThrownBy(() -> limit.run(call)).isInstanceOf(TimeoutException.class)
                    .hasMessage("no result within 50 ms");
        } while (begun.getCount() > 0);
    }

    private void awaitRelease() {
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }
}
