package io.cryptodata.service.registry;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.lifecycle.SetupException;
import org.apache.avro.Schema;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Registers the schema of every topic under its subject `<topic>-value`, with compatibility BACKWARD_TRANSITIVE, through
/// the registry's Confluent-compatible API. Idempotent.
public final class SchemaRegistrar {
    /// How long to wait for a registry that is starting.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private SchemaRegistrar() {}

    /// Registers the whole catalogue, waiting up to [#DEFAULT_TIMEOUT] for a registry without a login.
    ///
    /// @return the schema id of each subject
    /// @throws SetupException if a schema is refused as incompatible, or the registry does not respond in time
    public static Map<String, Integer> register(String registryUrl) {
        return register(HttpAccess.plain(registryUrl), Topics.catalogue(), DEFAULT_TIMEOUT);
    }

    /// Registers the schemas of `topics`.
    ///
    /// @param timeout how long to wait in all for a registry that does not respond
    public static Map<String, Integer> register(HttpAccess access, Topics topics, Duration timeout) {
        try (HttpClient http = access.client(RegistryCall.CONNECT_TIMEOUT).build()) {
            RegistryCall registry = new RegistryCall(http, access, timeout);
            Map<String, Integer> ids = new LinkedHashMap<>();
            for (Topic topic : topics.all()) {
                Schema value = topic.value();
                if (value != null) {
                    ids.put(topic.subject(), registered(registry, topic.subject(), value));
                }
            }
            return ids;
        }
    }

    /// The subjects of these topics that are missing in the registry.
    ///
    /// @param timeout how long to wait for a registry that does not respond
    /// @throws SetupException if it does not respond in time
    public static List<String> missing(HttpAccess access, List<Topic> topics, Duration timeout) {
        try (HttpClient http = access.client(RegistryCall.CONNECT_TIMEOUT).build()) {
            RegistryCall registry = new RegistryCall(http, access, timeout);
            return topics.stream().filter(topic -> topic.value() != null).map(Topic::subject)
                    .filter(subject -> !registry.has(subject)).toList();
        }
    }

    /// What a registration would change, in one sentence for each subject; empty if the schemas of these topics are registered.
    /// Changes nothing.
    ///
    /// @param timeout how long to wait for a registry that does not respond
    /// @throws SetupException if it does not respond in time
    public static List<String> problems(HttpAccess access, Topics topics, Duration timeout) {
        try (HttpClient http = access.client(RegistryCall.CONNECT_TIMEOUT).build()) {
            RegistryCall registry = new RegistryCall(http, access, timeout);
            List<String> problems = new ArrayList<>();
            for (Topic topic : topics.all()) {
                Schema value = topic.value();
                if (value != null && !registry.has(topic.subject(), value)) {
                    problems.add("schema %s of this release is not registered under subject %s".formatted(
                            value.getName(), topic.subject()));
                }
            }
            return List.copyOf(problems);
        }
    }

    /// A subject can have a rule only once it exists; from then on the rule is checked before a schema is accepted.
    private static int registered(RegistryCall registry, String subject, Schema schema) {
        if (registry.has(subject)) {
            registry.requireBackwardTransitive(subject);
            return registry.register(subject, schema);
        }
        int id = registry.register(subject, schema);
        registry.requireBackwardTransitive(subject);
        return id;
    }
}
