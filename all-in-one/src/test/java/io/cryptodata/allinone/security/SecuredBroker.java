package io.cryptodata.allinone.security;

import io.cryptodata.allinone.embedded.EmbeddedBroker;
import io.cryptodata.allinone.embedded.LocalPort;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// A broker with a listener that demands encryption and a login by SCRAM. Its other listener is for the broker itself and for
/// the preparation of the test.
final class SecuredBroker implements AutoCloseable {
    static final String USER = "cda";

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
        int port = LocalPort.free();
        EmbeddedBroker broker = new EmbeddedBroker(folder, new LocalPort(LocalPort.free(), "broker", "--kafka-port"),
                settings(port, certificate));
        broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER,
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password))).all().get();
        }
        return new SecuredBroker(broker, port);
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
