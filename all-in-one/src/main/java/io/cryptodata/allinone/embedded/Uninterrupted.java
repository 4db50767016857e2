package io.cryptodata.allinone.embedded;

/// Runs work on a thread that may be interrupted: the interrupt is deferred until the work is done.
final class Uninterrupted {

    private Uninterrupted() {}

    static void run(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
