package io.cryptodata.streams;

import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.streams.failure.ThreadFailures;
import io.cryptodata.streams.state.StateFault;
import io.cryptodata.streams.state.StateFolder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Kafka Streams, created anew after a failure of the state folder: what cannot be used is removed first, and without free
/// space the start waits for it. Neither needs a person.
final class RestartedStreams implements AutoCloseable {
    private final Supplier<KafkaStreams> factory;
    private final StateFolder folder;
    private final ThreadFailures failures;
    private final Closing closing;
    private final MeterRegistry meters;
    private volatile @Nullable KafkaStreams current;
    private @Nullable KafkaStreamsMetrics currentMeters;
    private volatile boolean cancelled;

    /// @param remains whether the member keeps its partitions until the session timeout
    record Closing(Duration timeout, boolean remains) {
        private CloseOptions options() {
            return CloseOptions.timeout(timeout).withGroupMembershipOperation(remains
                    ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                    : CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        }
    }

    /// @param factory of a client that is not started, with the failures as its handler
    RestartedStreams(Supplier<KafkaStreams> factory, StateFolder folder, ThreadFailures failures, Closing closing,
            MeterRegistry meters) {
        this.factory = factory;
        this.folder = folder;
        this.failures = failures;
        this.closing = closing;
        this.meters = meters;
    }

    /// @throws SetupException if the state cannot be kept in the folder, or another process uses it
    void acquireFolder() {
        folder.acquire();
    }

    /// @throws SetupException if the disk is full
    void start() {
        Set<String> removed = new HashSet<>();
        while (true) {
            try {
                startOnce();
                return;
            } catch (RuntimeException e) {
                StateFault fault = StateFault.behind(e).orElseThrow(() -> e);
                if (fault.kind() == StateFault.Kind.NO_SPACE) {
                    throw new SetupException(folder.describeLackOfSpace(), e);
                }
                if (!removed.addAll(fault.folders())) {
                    throw e;
                }
                remove(fault);
            }
        }
    }

    /// Empty before the first start.
    Optional<KafkaStreams.State> state() {
        return Optional.ofNullable(current).map(KafkaStreams::state);
    }

    private synchronized void startOnce() {
        if (cancelled) {
            throw new SetupException("the stream was closed while starting");
        }
        KafkaStreams created = factory.get();
        current = created;
        created.setStateListener((now, before) -> changed(created, now));
        try {
            created.start();
            currentMeters = new KafkaStreamsMetrics(created);
            currentMeters.bindTo(meters);
        } catch (RuntimeException e) {
            closeCurrent();
            throw e;
        }
    }

    private void changed(KafkaStreams client, KafkaStreams.State now) {
        if (now == KafkaStreams.State.RUNNING) {
            failures.recovered();
        }
        if (now == KafkaStreams.State.ERROR && client == current) {
            List<StateFault> faults = failures.takeStateFaults();
            if (!faults.isEmpty()) {
                Thread.ofVirtual().name("streams-restart").start(() -> restart(faults));
            }
        }
    }

    private void restart(List<StateFault> faults) {
        closeCurrent();
        List<StateFault> left = faults;
        while (!left.isEmpty() && !cancelled) {
            try {
                awaitCure(left);
                startOnce();
                left = List.of();
            } catch (RuntimeException e) {
                left = faultsBehind(e);
            }
        }
    }

    /// At least one pause, so that a disk that fails again and again does not keep the process busy.
    private void awaitCure(List<StateFault> faults) {
        boolean full = faults.stream().anyMatch(fault -> fault.kind() == StateFault.Kind.NO_SPACE);
        failures.pause("restarting after a failure of the state folder: " + faults.getFirst().cause());
        while (full && !folder.hasSpace() && !cancelled) {
            failures.pause(folder.describeLackOfSpace() + "; it resumes by itself");
        }
        faults.forEach(this::remove);
    }

    private List<StateFault> faultsBehind(RuntimeException failure) {
        Optional<StateFault> fault = StateFault.behind(failure);
        if (fault.isEmpty() && !cancelled) {
            failures.stop(failure);
        }
        return fault.stream().toList();
    }

    private void remove(StateFault fault) {
        fault.folders().forEach(task -> folder.remove(task, fault.cause()));
    }

    /// @return whether every thread has ended, and with it every store is closed
    private synchronized boolean closeCurrent() {
        KafkaStreams running = current;
        boolean ended = running == null || running.close(closing.options());
        if (currentMeters != null) {
            currentMeters.close();
            currentMeters = null;
        }
        return ended;
    }

    /// Ends a pause, and prevents every further start.
    void cancel() {
        cancelled = true;
        failures.close();
    }

    @Override
    public void close() {
        cancel();
        folder.release(closeCurrent());
    }
}
