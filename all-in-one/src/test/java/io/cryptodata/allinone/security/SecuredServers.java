package io.cryptodata.allinone.security;

import io.cryptodata.allinone.cli.setup.KafkaRole;
import io.cryptodata.allinone.interop.Servers;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.topic.TopicReader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Servers that demand a login of everybody: a broker with a user per role, by SASL_SSL, and the registry by HTTPS and basic
/// authentication; and how parts connect to them.
final class SecuredServers implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final Path folder;
    private final TestCertificate certificate;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final SecuredBroker broker;
    private final SecuredProxy registry;

    SecuredServers(Path folder, Servers servers) throws Exception {
        this.folder = folder;
        this.certificate = TestCertificate.in(folder);
        Map<String, String> passwords = new HashMap<>();
        for (KafkaRole role : KafkaRole.values()) {
            passwords.put(userOf(role), secret("Kafka " + role));
        }
        for (DatabaseRole role : DatabaseRole.values()) {
            secrets.put("database " + role, servers.database(role).password());
        }
        this.broker = SecuredBroker.withRights(folder.resolve("kafka"), certificate, passwords);
        this.registry = new SecuredProxy(certificate, servers.registry(), secret("registry"));
    }

    /// The address of the broker at which everybody may do everything.
    String unsecuredBroker() {
        return broker.unsecured();
    }

    /// A server with HTTPS and basic authentication in front of a Connect worker.
    SecuredProxy before(String worker) throws Exception {
        return new SecuredProxy(certificate, worker, secret("Connect"));
    }

    /// By what they protect.
    Map<String, String> secrets() {
        return secrets;
    }

    private static String userOf(KafkaRole role) {
        return role.principal().replaceFirst("User:", "");
    }

    /// A secret that is made when it is first needed.
    String secret(String of) {
        return secrets.computeIfAbsent(of, _ -> "secret." + UUID.randomUUID());
    }

    /// How a part connects to the broker and to the registry.
    Map<String, String> settings(KafkaRole role) {
        return new HashMap<>(Map.of("CDA_KAFKA", broker.bootstrap(), "CDA_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "CDA_KAFKA_USER", userOf(role), "CDA_KAFKA_PASSWORD", secret("Kafka " + role),
                "CDA_KAFKA_TRUST_STORE", certificate.certificate().toString(), "CDA_REGISTRY", registry.url(),
                "CDA_REGISTRY_USER", SecuredProxy.USER, "CDA_REGISTRY_PASSWORD", secret("registry"),
                "CDA_REGISTRY_TRUST_STORE", certificate.certificate().toString()));
    }

    /// How a part connects to Connect.
    Map<String, String> settingsOf(SecuredProxy connect) {
        return Map.of("CDA_CONNECT", connect.url(), "CDA_CONNECT_USER", SecuredProxy.USER, "CDA_CONNECT_PASSWORD",
                secret("Connect"), "CDA_CONNECT_TRUST_STORE", certificate.certificate().toString());
    }

    /// The broker with the login of a role.
    KafkaAccess access(KafkaRole role) {
        return ProducersConfig.from(settings(role)).kafka().broker();
    }

    /// A configuration file.
    Path file(String name, Map<String, String> values) {
        try {
            return Files.writeString(Files.createTempFile(folder, name, ".properties"),
                    values.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All records of a topic, as text.
    String textOf(String topic) {
        StringBuilder text = new StringBuilder();
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(broker.unsecured()),
                TIMEOUT)) {
            reader.assign(reader.partitions(topic));
            reader.readToEnd(record -> {
                byte[] value = record.value();
                text.append(record.key()).append(' ')
                        .append(value == null ? "" : new String(value, StandardCharsets.UTF_8)).append('\n');
            });
        }
        return text.toString();
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
