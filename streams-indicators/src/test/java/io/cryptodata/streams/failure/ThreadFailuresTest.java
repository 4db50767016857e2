package io.cryptodata.streams.failure;

import io.cryptodata.service.registry.RegistryUnavailableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

class ThreadFailuresTest {
    private static final StreamsException REGISTRY_AWAY = new StreamsException("failed",
            new RegistryUnavailableException("the registry cannot be asked",
                    new IOException("refused")));

    private final AtomicLong nanos = new AtomicLong();
    private final ThreadFailures failures = new ThreadFailures(Duration.ofMillis(1), nanos::get);

    @Test
    void an_outage_of_the_registry_gets_a_new_thread() {
        assertThat(failures.handle(REGISTRY_AWAY)).isEqualTo(REPLACE_THREAD);
        assertThat(failures.isFatal()).isFalse();
        assertThat(failures.trouble()).hasValueSatisfying(
                says -> assertThat(says).contains("waits").contains("the registry cannot be asked"));
    }

    @Test
    void an_outage_of_the_broker_gets_a_new_thread() {
        assertThat(failures.handle(new StreamsException(new TimeoutException("no answer")))).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void anything_else_stops_the_stream_and_says_why() {
        assertThat(failures.handle(new StreamsException(new IllegalStateException("the fold is broken"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.isFatal()).isTrue();
        failures.areOver();
        assertThat(failures.trouble())
                .hasValueSatisfying(says -> assertThat(says).contains("stopped").contains("the fold is broken"));
    }

    @Test
    void a_trouble_is_over_when_the_threads_run_again() {
        failures.handle(REGISTRY_AWAY);
        failures.areOver();
        assertThat(failures.trouble()).isEmpty();
    }

    @Test
    void pauses_grow_to_half_a_minute_and_start_over_after_a_quiet_time() {
        ThreadFailures real = new ThreadFailures(Duration.ofSeconds(1), nanos::get);
        nanos.set(Duration.ofHours(1).toNanos());
        assertThat(real.nextPause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(real.nextPause()).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 20; i++) {
            real.nextPause();
        }
        assertThat(real.nextPause()).isEqualTo(Duration.ofSeconds(30));
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(real.nextPause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void closing_ends_a_pause() {
        ThreadFailures patient = new ThreadFailures(Duration.ofSeconds(30), nanos::get);
        patient.close();
        long before = System.nanoTime();
        assertThat(patient.handle(REGISTRY_AWAY)).isEqualTo(REPLACE_THREAD);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
}
