package io.cryptodata.allinone.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Tells what a part is doing while it starts, so that nobody wonders whether it hangs.
final class ProgressReporter {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private ProgressReporter() {}

    /// The thread that tells until it is interrupted.
    static Thread start(Part part, Consumer<PartEvent> listener) {
        listener.accept(new PartEvent.Starting(part.name(), "starting", Duration.ZERO));
        return Thread.ofVirtual().name("progress-" + part.name()).start(() -> {
            long began = System.nanoTime();
            LockSupport.parkNanos(EVERY.toNanos());
            while (!Thread.currentThread().isInterrupted()) {
                Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
                listener.accept(new PartEvent.Starting(part.name(), part.doing(), elapsed));
                LockSupport.parkNanos(EVERY.toNanos());
            }
        });
    }
}
