package io.cryptodata.service.loop;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.retry.Backoff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
class LoopTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Backoff FAST = Backoff.between(SOON, SOON);

    private final AtomicInteger steps = new AtomicInteger();

    @Test
    void a_step_runs_again_and_again_until_the_loop_is_closed() {
        Loop loop = Loop.every(SOON, "test", steps::incrementAndGet);
        assertThat(loop.health()).isInstanceOf(Health.Starting.class);
        loop.start();
        assertThat(Await.until(() -> steps.get() >= 3, TIMEOUT)).isTrue();
        assertThat(loop.health()).isEqualTo(Health.up());
        loop.close();
        int before = steps.get();
        loop.wake();
        loop.close();
        assertThat(steps).hasValue(before);
        assertThat(loop.health()).isInstanceOf(Health.Down.class);
    }

    @Test
    void a_step_that_throws_degrades_the_loop_until_one_succeeds() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Loop loop = Loop.every(SOON, "test", () -> {
            steps.incrementAndGet();
            if (broken.get()) {
                throw new AssertionError("broken");
            }
        })) {
            loop.start();
            assertThat(Await.until(() -> steps.get() >= 3, TIMEOUT)).isTrue();
            assertThat(loop.health()).isEqualTo(Health.degraded("test: broken"));
            broken.set(false);
            assertThat(Await.until(() -> loop.health().equals(Health.up()), TIMEOUT)).isTrue();
        }
    }

    @Test
    void a_wake_ends_the_delay() {
        try (Loop loop = Loop.of("test", FAST, () -> {
            steps.incrementAndGet();
            return Loop.UNTIL_WOKEN;
        })) {
            loop.start();
            assertThat(Await.until(() -> steps.get() == 1 && loop.isIdle(), TIMEOUT)).isTrue();
            loop.wake();
            assertThat(Await.until(() -> steps.get() == 2 && loop.isIdle(), TIMEOUT)).isTrue();
        }
    }

    @Test
    void wakes_during_a_step_cause_one_more_step() {
        Semaphore mayEnd = new Semaphore(0);
        try (Loop loop = Loop.of("test", FAST, () -> {
            steps.incrementAndGet();
            mayEnd.acquire();
            return Loop.UNTIL_WOKEN;
        })) {
            loop.start();
            assertThat(Await.until(() -> steps.get() == 1, TIMEOUT)).isTrue();
            loop.wake();
            loop.wake();
            assertThat(loop.isIdle()).isFalse();
            mayEnd.release(5);
            assertThat(Await.until(loop::isIdle, TIMEOUT)).isTrue();
            assertThat(steps).hasValue(2);
        }
    }

    @Test
    void the_first_step_can_be_delayed() {
        try (Loop loop = Loop.every(SOON, "test", steps::incrementAndGet)) {
            loop.start(Loop.UNTIL_WOKEN);
            assertThat(Await.until(loop::isIdle, TIMEOUT)).isTrue();
            assertThat(steps).hasValue(0);
        }
    }

    @Test
    void closing_interrupts_a_step_that_takes_too_long() {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Loop loop = Loop.every(SOON, "test", () -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        }).closingWithin(Duration.ZERO);
        loop.start();
        assertThat(Await.until(() -> running.getCount() == 0, TIMEOUT)).isTrue();
        loop.close();
        assertThat(Await.until(() -> interrupted.getCount() == 0, TIMEOUT)).isTrue();
    }

    @Test
    void an_error_and_an_interrupt_from_elsewhere_are_failures_that_the_loop_survives() {
        try (Loop loop = Loop.of("test", FAST, () -> {
            switch (steps.incrementAndGet()) {
                case 1 -> throw new NoClassDefFoundError("io/missing/Type");
                case 2 -> throw new StackOverflowError();
                case 3 -> throw new InterruptedException("not by us");
                case 4 -> Thread.currentThread().interrupt();
                default -> {
                    return Loop.UNTIL_WOKEN;
                }
            }
            return Duration.ZERO;
        })) {
            loop.start();
            assertThat(Await.until(() -> steps.get() >= 5 && loop.isIdle(), TIMEOUT)).isTrue();
            assertThat(loop.health()).isEqualTo(Health.up());
        }
    }

    @Test
    void a_loop_without_memory_is_down() {
        try (Loop loop = Loop.of("test", FAST, () -> {
            throw new OutOfMemoryError("Java heap space");
        })) {
            loop.start();
            assertThat(Await.until(() -> loop.health() instanceof Health.Down, TIMEOUT)).isTrue();
            assertThat(loop.health().reasons()).singleElement().asString().contains("Java heap space");
        }
    }

    @Test
    void a_step_may_close_its_own_loop_and_run_on_a_named_platform_thread() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<Loop> self = new AtomicReference<>();
        Loop loop = Loop.every(SOON, "closes-itself", () -> {
            thread.set(Thread.currentThread());
            Objects.requireNonNull(self.get()).close();
        }).onPlatformThread();
        self.set(loop);
        loop.start();
        assertThat(Await.until(() -> thread.get() != null && !Objects.requireNonNull(thread.get()).isAlive(), TIMEOUT))
                .isTrue();
        assertThat(thread.get()).satisfies(it -> assertThat(it.isVirtual()).isFalse())
                .satisfies(it -> assertThat(it.isDaemon()).isTrue())
                .satisfies(it -> assertThat(it.getName()).isEqualTo("closes-itself"));
    }
}
