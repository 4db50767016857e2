package io.cryptodata.allinone.chaos;

import io.cryptodata.producers.group.GroupConsumers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Starts producer processes and reads from the broker which of them holds which partitions.
///
/// @param settings of a process by its name
/// @param logs folder of the processes' logs
record ChaosMembers(Admin admin, Function<String, Map<String, String>> settings, Path logs) {
    private static final long TIMEOUT_SECONDS = 120;

    ChaosMember start(String name) {
        return start(name, settings.apply(name));
    }

    /// Starts a process whose own clock shows `now`.
    ChaosMember startAt(Instant now, String name) {
        Map<String, String> further = new HashMap<>(settings.apply(name));
        further.put(ChaosMember.CLOCK, now.toString());
        return start(name, further);
    }

    private ChaosMember start(String name, Map<String, String> all) {
        return ChaosMember.start(name, all, logs.resolve(name + "-member.log"));
    }

    int heldBy(ChaosMember member) {
        return partitionsOf(member).size();
    }

    /// Whether the member holds partition 0, whose holder lists the venues and decides what is tracked.
    boolean isLeader(ChaosMember member) {
        return partitionsOf(member).contains(0);
    }

    private Set<Integer> partitionsOf(ChaosMember member) {
        return members().stream().filter(each -> each.clientId().equals(member.name()))
                .flatMap(each -> each.assignment().topicPartitions().stream()).map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    /// None before the first process has joined.
    private Collection<MemberDescription> members() {
        try {
            return Objects
                    .requireNonNull(admin.describeConsumerGroups(List.of(GroupConsumers.GROUP)).describedGroups()
                            .get(GroupConsumers.GROUP))
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS).members();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the group of the producers", e);
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw new IllegalStateException("cannot read the group of the producers", e);
        }
    }
}
