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

/// Shares partitions out as [CooperativeStickyAssignor] does, so that nobody stops what he keeps, and tells every member
/// with its assignment how many members there are. Kafka makes one by its name; whom to tell is a setting.
public final class SharingAssignor implements ConsumerPartitionAssignor, Configurable {
    /// The setting that holds an [IntConsumer]: it is told the number of members in every generation, before new partitions
    /// are taken.
    public static final String MEMBERS_TOLD_TO = "members.told.to";
    /// Also its name in the group's protocol: all members must share out in the same way.
    static final String NAME = "cooperative-sharing";

    private final CooperativeStickyAssignor sticky = new CooperativeStickyAssignor();
    private IntConsumer toldTo = _ -> {};

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(MEMBERS_TOLD_TO) instanceof IntConsumer consumer) {
            toldTo = consumer;
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
        Map<String, Assignment> shared = sticky.assign(cluster, subscriptions).groupAssignment();
        Map<String, Assignment> told = new HashMap<>();
        shared.forEach((member, assignment) -> told.put(member,
                new Assignment(assignment.partitions(), bytesOf(shared.size()))));
        return new GroupAssignment(told);
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        sticky.onAssignment(assignment, metadata);
        ByteBuffer members = assignment.userData();
        if (members != null && members.remaining() >= Integer.BYTES) {
            toldTo.accept(members.duplicate().getInt());
        }
    }

    private static ByteBuffer bytesOf(int members) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(members).flip();
    }
}
