package io.cryptodata.service.kafka;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

import java.util.Optional;
import java.util.stream.Stream;

/// Failures of a connection to Kafka that the operator can correct, as one sentence that names the setting and contains no
/// password.
public final class KafkaFailure {
    /// a cause chain longer than this is a cycle
    private static final int DEEPEST = 30;

    private KafkaFailure() {}

    /// What to do about a failure; empty where it does not concern the security of the connection.
    public static Optional<String> describe(KafkaAccess access, Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST)
                .flatMap(cause -> remedy(access, cause).stream()).findFirst();
    }

    private static Optional<String> remedy(KafkaAccess access, Throwable cause) {
        return switch (cause) {
            case UnsupportedSaslMechanismException _ -> Optional.of("the broker at " + access
                    + " does not accept this SASL mechanism: set CDA_KAFKA_SASL_MECHANISM");
            case SaslAuthenticationException _ -> Optional.of("the broker at " + access + " refuses the login"
                    + access.security().login().map(login -> " " + login).orElse("")
                    + ": check CDA_KAFKA_USER and CDA_KAFKA_PASSWORD");
            case SslAuthenticationException _ -> Optional.of("no encrypted connection to the broker at " + access
                    + " is possible: check CDA_KAFKA_TRUST_STORE, and CDA_KAFKA_KEY_STORE where the broker demands a "
                    + "certificate");
            case AuthorizationException denied -> Optional.of("the broker at " + access + " does not allow this to "
                    + access.security().login().map(KafkaSecurity.Login::user).orElse("anonymous clients") + ": "
                    + denied.getMessage());
            default -> Optional.empty();
        };
    }
}
