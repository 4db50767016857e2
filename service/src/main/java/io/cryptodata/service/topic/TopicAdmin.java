package io.cryptodata.service.topic;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.kafka.KafkaFailure;
import io.cryptodata.service.lifecycle.SetupException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.errors.TopicExistsException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/// Creates the topics of the catalogue that are missing, and refuses existing ones that contradict it.
public final class TopicAdmin {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int REPLICAS_FOR_A_QUORUM = 3;

    private TopicAdmin() {}

    /// The result.
    ///
    /// @param created names of the topics that were missing
    /// @param present names of the topics that existed and agree
    public record Ensured(List<String> created, List<String> present) {
        public Ensured {
            created = List.copyOf(created);
            present = List.copyOf(present);
        }
    }

    /// Ensures that every topic of the catalogue exists and agrees with it, and gives existing ones the defaults that they
    /// lack. Changes nothing if one contradicts. New topics accept records when this returns.
    ///
    /// @param replicas of new topics; existing topics keep theirs
    /// @throws SetupException naming every contradiction, or if the broker does not respond
    public static Ensured ensure(Admin admin, Topics topics, int replicas) {
        List<String> names = topics.all().stream().map(Topic::name).toList();
        TopicAside.requireNone(admin, names);
        List<String> missing = missing(admin, names);
        List<Topic> present = topics.all().stream().filter(topic -> !missing.contains(topic.name())).toList();
        refuseContradictions(admin, present);
        List<Topic> createdElsewhere = create(admin, missing.stream().map(topics::named).toList(), replicas);
        refuseContradictions(admin, createdElsewhere);
        Leaders.await(admin, missing.stream().map(topics::named)
                .collect(Collectors.toMap(Topic::name, Topic::partitions)));
        TopicDefaults.apply(admin, present);
        return new Ensured(missing, present.stream().map(Topic::name).toList());
    }

    /// What [#ensure] would create or refuse, in one sentence each; empty if every topic exists and agrees with the catalogue.
    /// Changes nothing.
    ///
    /// @throws SetupException if the broker does not respond
    public static List<String> problems(Admin admin, Topics topics) {
        List<String> names = topics.all().stream().map(Topic::name).toList();
        List<String> problems = new ArrayList<>(TopicAside.problem(admin, names).stream().toList());
        List<String> missing = missing(admin, names);
        missing.forEach(name -> problems.add("topic " + name + " is missing; create it with ./cda topics"));
        problems.addAll(contradictions(admin,
                topics.all().stream().filter(topic -> !missing.contains(topic.name())).toList()));
        return List.copyOf(problems);
    }

    /// The names for which the broker has no topic.
    ///
    /// @throws SetupException if the broker does not respond
    public static List<String> missing(Admin admin, Collection<String> names) {
        Set<String> existing = resultOf(admin.listTopics().names());
        return names.stream().filter(name -> !existing.contains(name)).toList();
    }

    /// The number of partitions of each of these topics that exists.
    ///
    /// @throws SetupException if the broker does not respond
    public static Map<String, Integer> partitions(Admin admin, Collection<String> names) {
        List<String> missing = missing(admin, names);
        List<String> present = names.stream().filter(name -> !missing.contains(name)).toList();
        Map<String, Integer> partitions = new TreeMap<>();
        resultOf(admin.describeTopics(present).allTopicNames())
                .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    /// The id of each of these topics that exists. One that is deleted and created again has another id.
    ///
    /// @throws SetupException if the broker does not respond
    public static Map<String, String> ids(Admin admin, Predicate<String> name) {
        return resultOf(admin.listTopics().listings()).stream().filter(topic -> name.test(topic.name()))
                .collect(Collectors.toMap(TopicListing::name, topic -> topic.topicId().toString()));
    }

    /// How a topic contradicts the catalogue, in one sentence each; empty if it agrees.
    ///
    /// @param partitions the actual number
    /// @param settings the actual settings, by their Kafka names
    static List<String> contradictions(Topic expected, int partitions, Map<String, String> settings) {
        List<String> found = new ArrayList<>();
        if (partitions != expected.partitions()) {
            found.add(
                    "topic %s: partitions must be %d, but are %d; set CDA_PARTITIONS=%d, or change their number as in docs/how-to/change-the-number-of-partitions.md"
                            .formatted(expected.name(), expected.partitions(), partitions, partitions));
        }
        new TreeMap<>(expected.settings()).forEach((setting, value) -> {
            String actual = settings.getOrDefault(setting, "not set");
            if (!value.equals(actual)) {
                found.add("topic %s: %s must be %s, but is %s; set it with kafka-configs --alter --add-config %s=%s"
                        .formatted(expected.name(), setting, value, actual, setting, value));
            }
        });
        return found;
    }

    private static void refuseContradictions(Admin admin, List<Topic> topics) {
        List<String> found = contradictions(admin, topics);
        if (!found.isEmpty()) {
            throw new SetupException("the broker has topics that contradict the catalogue; nothing was changed:\n  "
                    + String.join("\n  ", found));
        }
    }

    private static List<String> contradictions(Admin admin, List<Topic> topics) {
        if (topics.isEmpty()) {
            return List.of();
        }
        Map<String, TopicDescription> described = resultOf(
                admin.describeTopics(topics.stream().map(Topic::name).toList()).allTopicNames());
        Map<ConfigResource, Config> configs = resultOf(
                admin.describeConfigs(topics.stream().map(TopicAdmin::resource).toList()).all());
        return topics.stream()
                .flatMap(topic -> contradictions(topic,
                        requireNonNull(described.get(topic.name())).partitions().size(),
                        settingsIn(requireNonNull(configs.get(resource(topic))))).stream())
                .toList();
    }

    /// @return the topics that another process created in the meantime
    private static List<Topic> create(Admin admin, List<Topic> topics, int replicas) {
        List<NewTopic> requested = topics.stream().map(topic -> newTopic(topic, replicas)).toList();
        Map<String, KafkaFuture<Void>> results = admin.createTopics(requested).values();
        List<Topic> createdElsewhere = new ArrayList<>();
        for (Topic topic : topics) {
            try {
                resultOf(requireNonNull(results.get(topic.name())));
            } catch (SetupException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
                createdElsewhere.add(topic);
            }
        }
        return createdElsewhere;
    }

    private static NewTopic newTopic(Topic topic, int replicas) {
        Map<String, String> settings = new TreeMap<>(topic.settings());
        settings.putAll(topic.defaults());
        if (replicas >= REPLICAS_FOR_A_QUORUM) {
            settings.put("min.insync.replicas", Integer.toString(replicas - 1));
        }
        return new NewTopic(topic.name(), topic.partitions(), (short) replicas).configs(settings);
    }

    static ConfigResource resource(Topic topic) {
        return new ConfigResource(Type.TOPIC, topic.name());
    }

    private static Map<String, String> settingsIn(Config config) {
        Map<String, String> settings = new TreeMap<>();
        config.entries().forEach(entry -> {
            if (entry.value() != null) {
                settings.put(entry.name(), entry.value());
            }
        });
        return settings;
    }

    static <T> T resultOf(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof org.apache.kafka.common.errors.TimeoutException
                    ? noResponse(cause)
                    : new SetupException(KafkaFailure.describe(cause)
                            .orElseGet(() -> "the Kafka broker refused: " + cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw noResponse(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while waiting for the Kafka broker", e);
        }
    }

    private static SetupException noResponse(Throwable cause) {
        return new SetupException(
                "the Kafka broker does not respond; check that it runs and that the bootstrap address is right; "
                        + KafkaFailure.WITHOUT_RESPONSE,
                cause);
    }
}
