package io.cryptodata.allinone.crash;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/// The members of the streams processes' group at one moment.
///
/// @param settled whether the group is not about to assign its partitions anew
record GroupMembers(boolean settled, List<Member> members) {
    /// @param id differs each time that a process joins
    /// @param name kept by a static member
    record Member(String id, Optional<String> name, Set<TopicPartition> partitions) {
        static Member of(MemberDescription member) {
            return new Member(member.consumerId(), member.groupInstanceId(), member.assignment().topicPartitions());
        }
    }

    static GroupMembers of(Admin admin) {
        try {
            ConsumerGroupDescription group = Objects.requireNonNull(
                    admin.describeConsumerGroups(List.of(CrashServers.GROUP)).all().get().get(CrashServers.GROUP));
            return new GroupMembers(group.groupState() == GroupState.STABLE,
                    group.members().stream().map(Member::of).toList());
        } catch (ExecutionException e) {
            return new GroupMembers(false, List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new GroupMembers(false, List.of());
        }
    }

    /// Whether this many members share the partitions, each with some.
    boolean share(int count) {
        return settled && members.size() == count
                && members.stream().noneMatch(member -> member.partitions().isEmpty());
    }

    Optional<Member> named(Optional<String> name) {
        return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }
}
