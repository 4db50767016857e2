package io.cryptodata.service.topic;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TopicAdminTest {
    private static final Topic CANDLES = Topics.catalogue().named("candles.1h");

    @Test
    void a_topic_as_in_the_catalogue_agrees() {
        for (Topic topic : Topics.catalogue().all()) {
            assertThat(TopicAdmin.contradictions(topic, topic.partitions(), topic.settings())).isEmpty();
        }
    }

    @Test
    void settings_outside_the_contract_are_left_to_operators() {
        Map<String, String> settings = new HashMap<>(CANDLES.settings());
        settings.put("segment.bytes", "1048576");
        assertThat(TopicAdmin.contradictions(CANDLES, 12, settings)).isEmpty();
    }

    @Test
    void every_contradiction_is_named_with_what_to_do() {
        Map<String, String> settings = Map.of("cleanup.policy", "compact", "retention.ms", "-1", "retention.bytes",
                "-1", "message.timestamp.type", "CreateTime");
        assertThat(TopicAdmin.contradictions(CANDLES, 3, settings)).satisfiesExactly(
                partitions -> assertThat(partitions).contains("candles.1h", "must be 12, but are 3",
                        "set CDA_PARTITIONS=3",
                        "change-the-number-of-partitions.md"),
                policy -> assertThat(policy).contains("cleanup.policy must be delete, but is compact"),
                time -> assertThat(time).contains("message.timestamp.type", "kafka-configs --alter"));
    }

    @Test
    void topics_of_markets_share_the_number_of_partitions() {
        List<String> ofMarkets = List.of("candles.1h", "candles.replay", "candles.rollup", "indicators",
                "universe", "ledger");
        Topics topics = Topics.withPartitions(5);
        assertThat(ofMarkets).allSatisfy(name -> assertThat(topics.named(name).partitions()).isEqualTo(5));
    }

    @Test
    void event_logs_are_retained_forever_and_never_compacted() {
        assertThat(List.of("candles.1h", "candles.rollup", "indicators"))
                .allSatisfy(name -> assertThat(Topics.catalogue().named(name).settings())
                        .containsEntry("cleanup.policy", "delete").containsEntry("retention.ms", "-1"));
    }

    @Test
    void the_ledger_has_segments_small_enough_to_compact_unless_an_operator_sets_others() {
        Topic ledger = Topics.catalogue().named("ledger");
        Config untouched = new Config(List.of(entry("segment.bytes", ConfigEntry.ConfigSource.DEFAULT_CONFIG),
                entry("segment.ms", ConfigEntry.ConfigSource.STATIC_BROKER_CONFIG)));
        assertThat(TopicDefaults.lacking(ledger, untouched)).extracting(op -> op.configEntry().name())
                .contains("segment.bytes", "segment.ms", "min.cleanable.dirty.ratio");
        Config operators = new Config(List.of(entry("segment.bytes", ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)));
        assertThat(TopicDefaults.lacking(ledger, operators)).extracting(op -> op.configEntry().name())
                .contains("segment.ms", "min.cleanable.dirty.ratio").doesNotContain("segment.bytes");
        assertThat(CANDLES.defaults()).doesNotContainKey("segment.bytes");
    }

    @Test
    void every_topic_is_compressed_with_gzip_unless_an_operator_sets_another_compression() {
        Config operators = new Config(
                List.of(entry("compression.type", ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)));
        assertThat(Topics.catalogue().all()).allSatisfy(topic -> {
            assertThat(topic.defaults()).containsEntry("compression.type", "gzip");
            assertThat(TopicDefaults.lacking(topic, operators)).extracting(op -> op.configEntry().name())
                    .doesNotContain("compression.type");
        });
    }

    private static ConfigEntry entry(String name, ConfigEntry.ConfigSource source) {
        return new ConfigEntry(name, "1073741824", source, false, false, List.of(), ConfigEntry.ConfigType.LONG, "");
    }

    @Test
    void an_unknown_name_is_reported_with_the_valid_ones() {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.catalogue().named("candle"))
                .withMessageContaining("candles.1h");
    }

    @Test
    void a_topic_needs_partitions() {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.withPartitions(0))
                .withMessageContaining("between 1 and 1000, but was 0");
    }
}
