package io.cryptodata.allinone.security;

import io.cryptodata.allinone.embedded.EmbeddedBroker;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;

/// A broker with a listener that demands encryption and a login by SCRAM. Its other listener is for the broker itself and for
/// the preparation of the test.
final class SecuredBroker implements AutoCloseable {
    static final String USER = "cda";

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ITERATIONS = 4096;

    private final EmbeddedBroker broker;
    private final int port;

    private SecuredBroker(EmbeddedBroker broker, int port) {
        this.broker = broker;
        this.port = port;
    }

    /// @param password of [#USER]
    static SecuredBroker started(Path folder, TestCertificate certificate, String password)
            throws InterruptedException, ExecutionException {
        return started(folder, certificate, Map.of(USER, password), Map.of());
    }

    /// Refuses what no rule allows. Who comes by the other listener may do everything.
    ///
    /// @param passwords by user
    static SecuredBroker withRights(Path folder, TestCertificate certificate, Map<String, String> passwords)
            throws InterruptedException, ExecutionException {
        return started(folder, certificate, passwords, Map.of("authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "super.users", "User:ANONYMOUS"));
    }

    private static SecuredBroker started(Path folder, TestCertificate certificate, Map<String, String> passwords,
            Map<String, String> further) throws InterruptedException, ExecutionException {
        int port = LocalPort.free();
        Map<String, String> settings = new HashMap<>(settings(port, certificate));
        settings.putAll(further);
        EmbeddedBroker broker = new EmbeddedBroker(folder, new LocalPort(LocalPort.free(), "broker", "--kafka-port"),
                settings);
        broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.alterUserScramCredentials(passwords.entrySet().stream().map(SecuredBroker::credential).toList()).all()
                    .get();
            // the broker learns of them after the controller
            assertThat(Await.until(() -> hasCredentials(admin, passwords.keySet()), TIMEOUT)).isTrue();
        }
        return new SecuredBroker(broker, port);
    }

    private static boolean hasCredentials(Admin admin, Set<String> users) {
        try {
            return admin.describeUserScramCredentials(List.copyOf(users)).all().get().keySet().containsAll(users);
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static UserScramCredentialAlteration credential(Map.Entry<String, String> password) {
        return new UserScramCredentialUpsertion(password.getKey(),
                new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password.getValue());
    }

    private static Map<String, String> settings(int port, TestCertificate certificate) {
        String listener = "SASL_SSL://127.0.0.1:" + port;
        return Map.of("listeners", listener, "advertised.listeners", listener, "listener.security.protocol.map",
                "SASL_SSL:SASL_SSL", "sasl.enabled.mechanisms", "SCRAM-SHA-512",
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "ssl.keystore.type", "PKCS12", "ssl.keystore.location", certificate.keyStore().toString(),
                "ssl.keystore.password", certificate.password(), "ssl.key.password", certificate.password());
    }

    /// The address that demands encryption and a login.
    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /// The address that demands nothing.
    String unsecured() {
        return broker.bootstrap();
    }

    @Override
    public void close() {
        broker.close();
    }
}
