package io.cryptodata.streams.failure;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.streams.state.StateFault;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

class ThreadFailuresTest {
    private static final StreamsException REGISTRY_OUTAGE = new StreamsException("failed",
            new RegistryUnavailableException("the registry is unavailable", new IOException("refused")));

    private final AtomicLong nanos = new AtomicLong();
    private final ThreadFailures failures = new ThreadFailures(Duration.ofMillis(1), nanos::get);

    @Test
    void an_outage_of_the_registry_replaces_the_thread() {
        assertThat(failures.handle(REGISTRY_OUTAGE)).isEqualTo(REPLACE_THREAD);
        assertThat(failures.health())
                .isEqualTo(Health.degraded("waiting for an unavailable service: the registry is unavailable"));
    }

    @Test
    void an_outage_of_the_broker_replaces_the_thread() {
        assertThat(failures.handle(new StreamsException(new TimeoutException("no response"))))
                .isEqualTo(REPLACE_THREAD);
    }

    @Test
    void any_other_failure_stops_the_stream_with_its_reason() {
        assertThat(failures.handle(new StreamsException(new IllegalStateException("the fold is broken"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        failures.recovered();
        assertThat(failures.health())
                .isEqualTo(new Health.Down("stopped by a bug or a corrupt store: the fold is broken"));
    }

    @Test
    void a_full_disk_stops_the_client_for_a_restart() {
        StreamsException full = new StreamsException(new IOException("No space left on device"));
        assertThat(failures.handle(full)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.health()).isEqualTo(
                Health.degraded("restarting after a failure of the state folder: No space left on device"));
        assertThat(failures.takeStateFaults()).extracting(StateFault::kind)
                .containsExactly(StateFault.Kind.NO_SPACE);
        assertThat(failures.takeStateFaults()).isEmpty();
        failures.pause("the disk is full");
        assertThat(failures.health()).isEqualTo(Health.degraded("the disk is full"));
        failures.recovered();
        assertThat(failures.health()).isEqualTo(Health.up());
    }

    /// The global store is closed by its own thread, before the threads that read it have stopped.
    @Test
    void a_store_that_is_closed_because_of_a_full_disk_is_no_bug() {
        StreamsException closed = new StreamsException(new InvalidStateStoreException("usd-rates is currently closed"));
        failures.handle(new StreamsException(new IOException("No space left on device")));
        assertThat(failures.handle(closed)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.health()).isInstanceOf(Health.Degraded.class);
        assertThat(failures.takeStateFaults()).hasSize(1);
        failures.handle(closed);
        assertThat(failures.health()).isInstanceOf(Health.Down.class);
    }

    @Test
    void a_store_that_stays_locked_needs_another_process() {
        failures.stop(new StreamsException(new IOException("lock hold by current process: /state/global/LOCK")));
        assertThat(failures.health()).isEqualTo(new Health.Down("a store could not be closed, on a full disk for"
                + " example; restart the process: lock hold by current process: /state/global/LOCK"));
    }

    @Test
    void a_member_that_another_process_replaced_is_down_with_what_to_do() {
        assertThat(failures.handle(new StreamsException(new FencedInstanceIdException("streams-1 is fenced"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.health()).isEqualTo(new Health.Down("another process joined the group under the same name;"
                + " set STREAMS_INSTANCE of each process to a name of its own, and STREAMS_STATE_DIR to a folder of its own:"
                + " streams-1 is fenced"));
    }

    @Test
    void an_outage_has_passed_when_the_threads_run_again() {
        failures.handle(REGISTRY_OUTAGE);
        failures.recovered();
        assertThat(failures.health()).isEqualTo(Health.up());
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
    @Timeout(25)
    void closing_ends_a_pause() {
        ThreadFailures longPauses = new ThreadFailures(Duration.ofSeconds(30), nanos::get);
        longPauses.close();
        assertThat(longPauses.handle(REGISTRY_OUTAGE)).isEqualTo(REPLACE_THREAD);
    }
}
