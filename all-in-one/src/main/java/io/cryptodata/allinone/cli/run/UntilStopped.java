package io.cryptodata.allinone.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Keeps a part running until Ctrl-C or SIGTERM, then closes it before the process ends.
final class UntilStopped {
    private static final long LOOK_EVERY_MILLIS = 1000;

    private UntilStopped() {}

    /// @param failed asked every second whether the part has failed for good
    /// @return true if it was told to stop, false if it failed
    static boolean run(AutoCloseable part, BooleanSupplier failed) throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            told.countDown();
            waitFor(closed);
        }, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (part) {
            boolean stopped = false;
            while (!stopped && !failed.getAsBoolean()) {
                stopped = told.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
            return stopped;
        } finally {
            closed.countDown();
        }
    }

    /// The process may end only after the part has been closed.
    private static void waitFor(CountDownLatch closed) {
        try {
            if (!closed.await(30, TimeUnit.SECONDS)) {
                System.err.println("cda: the part did not stop within 30 s");
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
