package io.cryptodata.allinone.embedded;

/// Stopping in good order takes a moment even on a thread that is asked to hurry: the request is kept for afterwards.
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
