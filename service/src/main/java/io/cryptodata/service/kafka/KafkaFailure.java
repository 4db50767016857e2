package io.cryptodata.service.kafka;

import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

import java.util.Optional;
import java.util.stream.Stream;

/// Failures of a connection to Kafka that settings correct, as one sentence that names the setting and contains no password.
public final class KafkaFailure {
    /// What to consider where a broker does not respond: it closes connections that are not encrypted without a reason.
    public static final String WITHOUT_RESPONSE = "where it demands encryption or a login, set CDA_KAFKA_SECURITY_PROTOCOL";

    /// a cause chain longer than this is a cycle
    private static final int DEEPEST = 30;

    private KafkaFailure() {}

    /// What is wrong and what to do; empty where the failure does not concern the security of the connection.
    public static Optional<String> describe(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST)
                .flatMap(cause -> remedy(cause).stream()).findFirst();
    }

    private static Optional<String> remedy(Throwable cause) {
        return switch (cause) {
            case UnsupportedSaslMechanismException _ ->
                Optional.of("the broker does not accept the mechanism of the login: set CDA_KAFKA_SASL_MECHANISM");
            case SaslAuthenticationException _ -> Optional.of("the broker refuses the login: check CDA_KAFKA_USER, "
                    + "CDA_KAFKA_PASSWORD and CDA_KAFKA_SASL_MECHANISM");
            case SslAuthenticationException _ -> Optional.of("no encrypted connection to the broker is possible: check "
                    + "CDA_KAFKA_TRUST_STORE, and CDA_KAFKA_KEY_STORE where the broker demands a certificate");
            default -> Optional.empty();
        };
    }
}
