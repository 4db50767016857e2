package io.cryptodata.service.topic;

import io.cryptodata.schemas.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/// Gives topics that exist the defaults of the catalogue. What an operator has set for a topic stays.
final class TopicDefaults {
    private static final Logger LOG = LoggerFactory.getLogger(TopicDefaults.class);

    private TopicDefaults() {}

    static void apply(Admin admin, Collection<Topic> topics) {
        if (topics.isEmpty()) {
            return;
        }
        Map<ConfigResource, Config> configs = TopicAdmin
                .resultOf(admin.describeConfigs(topics.stream().map(TopicAdmin::resource).toList()).all());
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Topic topic : topics) {
            List<AlterConfigOp> lacking = lacking(topic, requireNonNull(configs.get(TopicAdmin.resource(topic))));
            if (!lacking.isEmpty()) {
                changes.put(TopicAdmin.resource(topic), lacking);
            }
        }
        if (!changes.isEmpty()) {
            TopicAdmin.resultOf(admin.incrementalAlterConfigs(changes).all());
            changes.forEach((topic, set) -> LOG.info("topic {}: set {}", topic.name(),
                    set.stream().map(AlterConfigOp::configEntry).map(entry -> entry.name() + "=" + entry.value())
                            .toList()));
        }
    }

    static List<AlterConfigOp> lacking(Topic topic, Config actual) {
        return topic.defaults().entrySet().stream().filter(setting -> !isSetFor(actual.get(setting.getKey())))
                .map(setting -> new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()),
                        AlterConfigOp.OpType.SET))
                .toList();
    }

    private static boolean isSetFor(@Nullable ConfigEntry entry) {
        return entry != null && entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
    }
}
