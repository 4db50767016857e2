package io.cryptodata.allinone.embedded;

import io.cryptodata.service.loop.Loop;

import java.time.Duration;
import java.util.function.Consumer;

/// Reports every few seconds what a part does while it starts.
final class ProgressReporter {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private ProgressReporter() {}

    /// Reports until the loop is closed.
    static Loop start(Part part, Consumer<PartEvent> listener) {
        listener.accept(new PartEvent.Starting(part.name(), "starting", Duration.ZERO));
        long started = System.nanoTime();
        Loop loop = Loop.every(INTERVAL, "progress-" + part.name(),
                () -> listener.accept(new PartEvent.Starting(part.name(), part.activity(),
                        Duration.ofNanos(System.nanoTime() - started))));
        loop.start(INTERVAL);
        return loop;
    }
}
