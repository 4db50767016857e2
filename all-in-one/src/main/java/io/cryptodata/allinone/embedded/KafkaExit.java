package io.cryptodata.allinone.embedded;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Kafka's servers exit the JVM after a fatal failure and install shutdown hooks. In a JVM shared with other parts neither
/// may happen: a requested exit becomes an exception and a reason for the broker's health.
final class KafkaExit {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaExit.class);
    private static final AtomicReference<String> REQUESTED = new AtomicReference<>();

    private KafkaExit() {}

    /// Thrown on the Kafka thread that requested the exit.
    static final class ExitIntercepted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ExitIntercepted(String message) {
            super(message);
        }
    }

    /// From now on exits are intercepted; an earlier request is cleared.
    static void intercept() {
        REQUESTED.set(null);
        suppressHooks();
    }

    /// From now on exits are intercepted; an earlier request stays recorded.
    static void suppressHooks() {
        Exit.setExitProcedure(KafkaExit::onExit);
        Exit.setHaltProcedure(KafkaExit::onExit);
        Exit.setShutdownHookAdder((name, hook) -> LOG.debug("no shutdown hook {}: parts are stopped in order", name));
    }

    /// The reason of the exit that Kafka requested since the last [#intercept()]; empty if it requested none.
    static Optional<String> requested() {
        return Optional.ofNullable(REQUESTED.get());
    }

    private static void onExit(int status, String message) {
        String reason = message == null || message.isBlank()
                ? "Kafka exited with status " + status + "; the reason is in the log"
                : "Kafka exited: " + message;
        REQUESTED.set(reason);
        LOG.error(reason);
        throw new ExitIntercepted(reason);
    }
}
