package io.cryptodata.producers.group;

import io.cryptodata.producers.ratelimit.Share;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class SharingAssignorTest {
    private static final int PARTITIONS = 12;

    private final List<Share> shares = new ArrayList<>();
    private final SharingAssignor assignor = new SharingAssignor();

    @Test
    void every_partition_has_one_holder_and_every_member_receives_the_number_of_members_and_its_rank() {
        Map<String, Assignment> assigned = assign("a", "b", "c");
        assertThat(assigned.values()).allSatisfy(each -> assertThat(each.partitions()).hasSize(4));
        assertThat(assigned.values().stream().flatMap(each -> each.partitions().stream()).distinct())
                .hasSize(PARTITIONS);
        configured();
        assigned.values().forEach(each -> assignor.onAssignment(each, new ConsumerGroupMetadata("group")));
        assertThat(shares).containsExactlyInAnyOrder(new Share(3, 0), new Share(3, 1), new Share(3, 2));
    }

    @Test
    void a_member_without_a_partition_counts_too() {
        Map<String, Assignment> assigned = assign(IntStream.range(0, 13).mapToObj(i -> "m" + i).toArray(String[]::new));
        configured();
        assigned.values().forEach(each -> assignor.onAssignment(each, new ConsumerGroupMetadata("group")));
        assertThat(shares).extracting(Share::rank)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 13).boxed().toList());
        assertThat(shares).extracting(Share::members).containsOnly(13);
    }

    @Test
    void an_assignment_without_a_count_is_ignored() {
        configured();
        assignor.onAssignment(new Assignment(List.of()), new ConsumerGroupMetadata("group"));
        assertThat(shares).isEmpty();
    }

    @Test
    void an_assignment_of_an_earlier_version_has_no_rank() {
        configured();
        assignor.onAssignment(new Assignment(List.of(), ByteBuffer.allocate(Integer.BYTES).putInt(4).flip()),
                new ConsumerGroupMetadata("group"));
        assertThat(shares).containsExactly(new Share(4, 0));
    }

    private void configured() {
        ShareListener listener = shares::add;
        assignor.configure(Map.of(SharingAssignor.SHARE_LISTENER, listener));
    }

    private Map<String, Assignment> assign(String... members) {
        Map<String, Subscription> subscriptions = new HashMap<>();
        for (String member : members) {
            subscriptions.put(member, new Subscription(List.of("universe"),
                    assignor.subscriptionUserData(Set.of("universe")), List.<TopicPartition>of()));
        }
        Node node = new Node(1, "127.0.0.1", 9092);
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(i -> new PartitionInfo("universe", i, node, new Node[]{node}, new Node[]{node})).toList();
        Cluster cluster = new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
        return assignor.assign(cluster, new GroupSubscription(subscriptions)).groupAssignment();
    }
}
