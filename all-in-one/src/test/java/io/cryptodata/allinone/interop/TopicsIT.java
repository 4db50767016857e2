package io.cryptodata.allinone.interop;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.service.topic.TopicAdmin;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Topics and schemas on real servers: created once, unchanged if they match, rejected if they differ.
@ExtendWith(Servers.Shared.class)
class TopicsIT {
    private final Servers servers;

    TopicsIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void matching_topics_are_unchanged() {
        Topics topics = Topics.withPartitions(Servers.PARTITIONS);
        try (Admin admin = servers.admin()) {
            assertThat(TopicAdmin.ensure(admin, topics, 1).created()).isEmpty();
            assertThat(TopicAdmin.ensure(admin, topics, 1).present()).hasSameSizeAs(topics.all());
        }
    }

    @Test
    void differing_topics_are_rejected_and_no_topic_is_created() {
        Topic extra = new Topic("refused.extra", 1, Topic.Kept.COMPACTED, null);
        Topic universe = new Topic("universe", Servers.PARTITIONS, Topic.Kept.FOR_EVER, null);
        Topic ledger = new Topic("ledger", 7, Topic.Kept.COMPACTED, null);
        try (Admin admin = servers.admin()) {
            assertThatThrownBy(() -> TopicAdmin.ensure(admin, new Topics(List.of(extra, universe, ledger)), 1))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("topic universe: cleanup.policy must be delete, but is compact")
                    .hasMessageContaining("topic ledger: partitions must be 7, but are 3");
            assertThat(TopicAdmin.missing(admin, List.of("refused.extra"))).containsExactly("refused.extra");
        }
    }

    @Test
    void schemas_are_registered_once_and_an_incompatible_schema_is_rejected() {
        assertThat(SchemaRegistrar.register(servers.registry()))
                .isEqualTo(SchemaRegistrar.register(servers.registry()));
        Schema incompatible = SchemaBuilder.record("Candle").namespace("io.cryptodata.schemas.avro").fields()
                .requiredLong("trades").endRecord();
        Topics changed = new Topics(List.of(new Topic("candles.1h", 1, Topic.Kept.FOR_EVER, incompatible)));
        assertThatThrownBy(
                () -> SchemaRegistrar.register(HttpAccess.plain(servers.registry()), changed,
                        SchemaRegistrar.DEFAULT_TIMEOUT))
                .isInstanceOf(SetupException.class).hasMessageContaining("incompatible")
                .hasMessageContaining("candles.1h-value");
    }
}
