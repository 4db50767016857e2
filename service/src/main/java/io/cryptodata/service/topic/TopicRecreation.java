package io.cryptodata.service.topic;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// Creates topics anew with another number of partitions, and with the settings and replicas of another topic.
record TopicRecreation(Admin admin, int partitions) {
    private static final Duration DELETION = Duration.ofMinutes(1);

    Optional<TopicDescription> find(String topic) {
        try {
            return Optional.ofNullable(
                    TopicAdmin.resultOf(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
        } catch (SetupException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Deletes the topic if it exists, and creates it. It accepts records when this returns, and keeps the times that
    /// their producer gives them.
    ///
    /// @param model the topic whose settings and replicas it gets
    void recreate(String topic, String model) {
        delete(topic);
        Map<String, String> settings = new HashMap<>(settingsOf(model));
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        short replicas = (short) find(model).orElseThrow(() -> new SetupException("topic " + model + " is gone"))
                .partitions().getFirst().replicas().size();
        TopicAdmin.resultOf(
                admin.createTopics(List.of(new NewTopic(topic, partitions, replicas).configs(settings))).all());
        Leaders.await(admin, Map.of(topic, partitions));
    }

    void delete(String topic) {
        if (find(topic).isPresent()) {
            TopicAdmin.resultOf(admin.deleteTopics(List.of(topic)).all());
            if (!Await.until(() -> find(topic).isEmpty(), DELETION)) {
                throw new SetupException("topic " + topic + " still exists a minute after it was deleted");
            }
        }
    }

    private Map<String, String> settingsOf(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> settings = new HashMap<>();
        requireNonNull(TopicAdmin.resultOf(admin.describeConfigs(List.of(resource)).all()).get(resource)).entries()
                .stream().filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .forEach(entry -> settings.put(entry.name(), entry.value()));
        return settings;
    }

    /// From now on the topic takes the times that the catalogue demands.
    void restoreContract(String topic) {
        Topics.catalogue().all().stream().filter(each -> each.name().equals(topic)).findFirst()
                .ifPresent(each -> TopicAdmin.resultOf(
                        admin.incrementalAlterConfigs(Map.of(TopicAdmin.resource(each), settings(each))).all()));
    }

    private static List<AlterConfigOp> settings(Topic topic) {
        return topic.settings().entrySet().stream()
                .map(setting -> new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()),
                        AlterConfigOp.OpType.SET))
                .toList();
    }
}
