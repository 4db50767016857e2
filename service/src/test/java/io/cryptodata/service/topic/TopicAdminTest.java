package io.cryptodata.service.topic;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
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
                partitions -> assertThat(partitions).contains("candles.1h", "must be 12, but are 3"),
                policy -> assertThat(policy).contains("cleanup.policy must be delete, but is compact"),
                time -> assertThat(time).contains("message.timestamp.type", "kafka-configs --alter"));
    }

    @Test
    void topics_of_markets_share_the_number_of_partitions() {
        List<String> ofMarkets = List.of("candles.1h", "candles.rollup", "indicators", "universe", "ledger");
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
