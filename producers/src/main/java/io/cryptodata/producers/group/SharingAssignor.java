package io.cryptodata.producers.group;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/// Assigns partitions like [CooperativeStickyAssignor], so that a member keeps working on what it keeps, and adds the number
/// of members to every assignment. Kafka instantiates it by its class name.
public final class SharingAssignor implements ConsumerPartitionAssignor, Configurable {
    /// The consumer setting with an [IntConsumer] that receives the number of members in every generation, before new
    /// partitions are assigned.
    public static final String MEMBER_COUNT_LISTENER = "member.count.listener";
    /// Its name in the group protocol, the same for all members.
    static final String NAME = "cooperative-sharing";

    private final CooperativeStickyAssignor sticky = new CooperativeStickyAssignor();
    private IntConsumer memberCount = _ -> {};

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(MEMBER_COUNT_LISTENER) instanceof IntConsumer consumer) {
            memberCount = consumer;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public short version() {
        return sticky.version();
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return sticky.supportedProtocols();
    }

    @Override
    public @Nullable ByteBuffer subscriptionUserData(Set<String> topics) {
        return sticky.subscriptionUserData(topics);
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription subscriptions) {
        Map<String, Assignment> assigned = sticky.assign(cluster, subscriptions).groupAssignment();
        Map<String, Assignment> withCount = new HashMap<>();
        assigned.forEach((member, assignment) -> withCount.put(member,
                new Assignment(assignment.partitions(), bytesOf(assigned.size()))));
        return new GroupAssignment(withCount);
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        sticky.onAssignment(assignment, metadata);
        ByteBuffer members = assignment.userData();
        if (members != null && members.remaining() >= Integer.BYTES) {
            memberCount.accept(members.duplicate().getInt());
        }
    }

    private static ByteBuffer bytesOf(int members) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(members).flip();
    }
}
