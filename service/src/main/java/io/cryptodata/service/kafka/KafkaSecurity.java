package io.cryptodata.service.kafka;

import io.cryptodata.service.settings.Problems;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The security of connections to Kafka.
///
/// @param login with a SASL protocol, and only then
/// @param trustStore certificates in PEM that the broker's must be signed by; empty for those that Java trusts
/// @param keyStore our private key and its certificates in PEM, where brokers demand them
public record KafkaSecurity(SecurityProtocol protocol, Optional<Login> login, Optional<Path> trustStore,
        Optional<KeyStore> keyStore) {
    private static final String PEM = "PEM";

    public KafkaSecurity {
        Problems problems = new Problems(KafkaSecuritySettings.PREFIX);
        boolean sasl = protocol == SecurityProtocol.SASL_SSL || protocol == SecurityProtocol.SASL_PLAINTEXT;
        boolean tls = protocol == SecurityProtocol.SASL_SSL || protocol == SecurityProtocol.SSL;
        problems.require(!sasl || login.isPresent(), "SECURITY_PROTOCOL is " + protocol + ", which needs a login: set "
                + KafkaSecuritySettings.PREFIX + "USER and " + KafkaSecuritySettings.PREFIX + "PASSWORD");
        problems.require(sasl || login.isEmpty(), "USER is set, but " + KafkaSecuritySettings.PREFIX
                + "SECURITY_PROTOCOL is " + protocol + ": set it to SASL_SSL");
        problems.require(tls || trustStore.isEmpty(), "TRUST_STORE is set, but " + KafkaSecuritySettings.PREFIX
                + "SECURITY_PROTOCOL is " + protocol + ": set it to SASL_SSL or SSL");
        problems.require(tls || keyStore.isEmpty(), "KEY_STORE is set, but " + KafkaSecuritySettings.PREFIX
                + "SECURITY_PROTOCOL is " + protocol + ": set it to SASL_SSL or SSL");
        trustStore.ifPresent(file -> problems.require(Files.isReadable(file),
                "TRUST_STORE names the file " + file + ", which cannot be read"));
        keyStore.ifPresent(keys -> problems.require(Files.isReadable(keys.file()),
                "KEY_STORE names the file " + keys.file() + ", which cannot be read"));
        problems.throwIfAny();
    }

    /// A user and a password, which is never printed.
    ///
    /// @param mechanism `SCRAM-SHA-512`, `SCRAM-SHA-256` or `PLAIN`
    public record Login(String mechanism, String user, String password) {
        private String jaas() {
            Class<?> module = mechanism.equals(KafkaSecuritySettings.PLAIN)
                    ? PlainLoginModule.class
                    : ScramLoginModule.class;
            return "%s required username=\"%s\" password=\"%s\";".formatted(module.getName(), escaped(user),
                    escaped(password));
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\\\").replace("\"", "\\\"");
        }

        @Override
        public String toString() {
            return mechanism + " as " + user;
        }
    }

    /// A file with a private key and its certificates, and the password of the key, which is never printed.
    public record KeyStore(Path file, Optional<String> password) {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /// Neither encryption nor a login.
    public static KafkaSecurity none() {
        return new KafkaSecurity(SecurityProtocol.PLAINTEXT, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The settings of a client; empty without security.
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (protocol != SecurityProtocol.PLAINTEXT) {
            settings.put("security.protocol", protocol.name);
        }
        login.ifPresent(given -> {
            settings.put("sasl.mechanism", given.mechanism);
            settings.put("sasl.jaas.config", given.jaas());
        });
        trustStore.ifPresent(file -> {
            settings.put("ssl.truststore.type", PEM);
            settings.put("ssl.truststore.location", file.toString());
        });
        keyStore.ifPresent(keys -> {
            settings.put("ssl.keystore.type", PEM);
            settings.put("ssl.keystore.location", keys.file.toString());
            keys.password.ifPresent(password -> settings.put("ssl.key.password", password));
        });
        return settings;
    }
}
