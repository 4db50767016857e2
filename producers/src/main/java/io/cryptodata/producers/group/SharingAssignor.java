package io.cryptodata.producers.group;

import io.cryptodata.producers.ratelimit.Share;
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
import java.util.TreeMap;

/// Assigns partitions like [CooperativeStickyAssignor], so that a member keeps working on what it keeps, and adds the number
/// of members and the member's rank among them to every assignment. Kafka instantiates it by its class name.
public final class SharingAssignor implements ConsumerPartitionAssignor, Configurable {
    /// The consumer setting with a [ShareListener] that receives the member's [Share] in every generation, before new partitions
    /// are assigned.
    public static final String SHARE_LISTENER = "share.listener";
    /// Its name in the group protocol, the same for all members.
    static final String NAME = "cooperative-sharing";

    private final CooperativeStickyAssignor sticky = new CooperativeStickyAssignor();
    private ShareListener shares = _ -> {};

    @Override
    public void configure(Map<String, ?> settings) {
        if (settings.get(SHARE_LISTENER) instanceof ShareListener listener) {
            shares = listener;
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
        Map<String, Assignment> withShare = new HashMap<>();
        new TreeMap<>(assigned).forEach((member, assignment) -> withShare.put(member,
                new Assignment(assignment.partitions(), bytesOf(new Share(assigned.size(), withShare.size())))));
        return new GroupAssignment(withShare);
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        sticky.onAssignment(assignment, metadata);
        ByteBuffer data = assignment.userData();
        if (data != null && data.remaining() >= Integer.BYTES) {
            shares.shared(shareOf(data.duplicate()));
        }
    }

    private static ByteBuffer bytesOf(Share share) {
        return ByteBuffer.allocate(2 * Integer.BYTES).putInt(share.members()).putInt(share.rank()).flip();
    }

    /// An earlier version wrote no rank.
    private static Share shareOf(ByteBuffer data) {
        int members = data.getInt();
        return new Share(members, data.remaining() >= Integer.BYTES ? data.getInt() : 0);
    }
}
