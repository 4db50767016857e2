package io.cryptodata.allinone.embedded;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Kafka's servers end the whole JVM when they fail for good, and hook themselves into its end. In one JVM with
/// everything else both must not be: here their wish to exit becomes an exception and a reason that health tells.
final class KafkaExit {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaExit.class);
    private static final AtomicReference<String> LAST_WISH = new AtomicReference<>();

    private KafkaExit() {}

    /// Thrown on the thread of Kafka's that wanted to end the JVM.
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /// From now on Kafka asks in vain; earlier wishes are forgotten.
    static void refuse() {
        LAST_WISH.set(null);
        neverHook();
    }

    /// From now on Kafka asks in vain; earlier wishes stay known.
    static void neverHook() {
        Exit.setExitProcedure(KafkaExit::wished);
        Exit.setHaltProcedure(KafkaExit::wished);
        Exit.setShutdownHookAdder((name, hook) -> LOG.debug("no shutdown hook {}: parts are stopped in order", name));
    }

    /// Why Kafka wanted to end the JVM since the last [#refuse()]; empty when it did not.
    static Optional<String> lastWish() {
        return Optional.ofNullable(LAST_WISH.get());
    }

    private static void wished(int status, String message) {
        String reason = message == null || message.isBlank()
                ? "Kafka gave up with status " + status + "; its reason is in the log"
                : "Kafka gave up: " + message;
        LAST_WISH.set(reason);
        LOG.error(reason);
        throw new Refused(reason);
    }
}
