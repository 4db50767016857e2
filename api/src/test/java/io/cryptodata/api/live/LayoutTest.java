package io.cryptodata.api.live;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class LayoutTest {
    private static final List<Uuid> IDS = Arrays.stream(LiveTopic.values()).map(topic -> new Uuid(1, topic.ordinal()))
            .toList();

    @Test
    void positions_are_those_of_one_cluster_and_of_the_topics_as_they_were_made() {
        Layout layout = layout("one", IDS, 3);
        String text = new Position(layout, new long[12]).text();
        assertThat(Position.parse(layout("one", IDS, 3), text)).isPresent();
        assertThat(Position.parse(layout("other", IDS, 3), text)).isEmpty();
        assertThat(Position.parse(layout("one", IDS, 4), text)).isEmpty();
        List<Uuid> anew = List.of(IDS.get(0), new Uuid(2, 1), IDS.get(2), IDS.get(3));
        assertThat(Position.parse(layout("one", anew, 3), text)).isEmpty();
    }

    private static Layout layout(String cluster, List<Uuid> ids, int partitions) {
        List<TopicPartitionInfo> all = IntStream.range(0, partitions)
                .mapToObj(each -> new TopicPartitionInfo(each, Node.noNode(), List.of(), List.of())).toList();
        return Layout.of(cluster, Arrays.stream(LiveTopic.values())
                .map(topic -> new TopicDescription(topic.topic(), false, all, Set.of(), ids.get(topic.ordinal())))
                .toList());
    }
}
