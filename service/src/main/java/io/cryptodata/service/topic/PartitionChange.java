package io.cryptodata.service.topic;

import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.SetupException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Changes the number of partitions of topics whose keys decide the partition. Each topic is copied to one aside, created anew
/// and copied back, so that the records of a key stay in order and keep their times and headers. Groups that have read a topic
/// to its end continue at its new end.
///
/// Can be repeated after an interruption at any point. A topic is deleted only when a complete copy of it exists, and nothing starts
/// while there is a topic aside: see [TopicAside#requireNone].
public final class PartitionChange {
    private final TopicCopy copy;
    private final GroupPositions groups;
    private final CopyMark mark;
    private final TopicRecreation topics;
    private final int partitions;

    /// @param partitions the new number
    public PartitionChange(Admin admin, KafkaAccess broker, int partitions) {
        this.copy = new TopicCopy(broker, partitions);
        this.groups = new GroupPositions(admin, broker);
        this.mark = new CopyMark(admin);
        this.topics = new TopicRecreation(admin, partitions);
        this.partitions = partitions;
    }

    /// Moves every one of these topics that exists and has another number of partitions, and ends what an earlier run began.
    ///
    /// @param moved receives the name of each topic that has been moved, and its number of records
    /// @throws SetupException if a group reads one of them, or has not read it to its end; nothing is changed then
    public void move(Collection<String> names, Consumer<String> moved) {
        List<String> pending = names.stream().filter(this::isPending).toList();
        groups.requireFinished(pending.stream().filter(this::isOriginal).toList());
        for (String topic : pending) {
            long records = move(topic);
            moved.accept(topic + ": " + records + " records in " + partitions + " partitions");
        }
    }

    private boolean isPending(String topic) {
        return topics.find(TopicAside.of(topic)).isPresent()
                || topics.find(topic).filter(found -> found.partitions().size() != partitions).isPresent();
    }

    /// Whether the topic exists and was not created anew by an earlier run.
    private boolean isOriginal(String topic) {
        return topics.find(topic).filter(found -> copied(topic).filter(id -> !id.equals(found.topicId())).isEmpty())
                .isPresent();
    }

    /// The id of the topic that the one aside is a complete copy of.
    private Optional<Uuid> copied(String topic) {
        String aside = TopicAside.of(topic);
        return topics.find(aside).flatMap(found -> mark.original(aside, found.topicId()));
    }

    private long move(String topic) {
        String aside = TopicAside.of(topic);
        if (isOriginal(topic)) {
            copyAside(topic, aside);
        } else if (copied(topic).isEmpty()) {
            throw new SetupException(
                    "topic " + topic + " is gone, and " + aside + " is not a complete copy of it: delete "
                            + aside + ", and create " + topic + " anew with ./cda topics");
        }
        topics.recreate(topic, aside);
        long records = copy.copy(aside, topic);
        requireComplete(topic, records);
        groups.putAtEnd(aside, topic);
        topics.restoreContract(topic);
        topics.delete(aside);
        return records;
    }

    private void copyAside(String topic, String aside) {
        topics.recreate(aside, topic);
        var ends = groups.ends(topic);
        requireComplete(aside, copy.copy(topic, aside));
        if (!groups.ends(topic).equals(ends)) {
            throw new SetupException(
                    "topic " + topic + " was written to while it was copied; it is unchanged. Stop its "
                            + "writers, and repeat the command");
        }
        groups.putAtEnd(topic, aside);
        mark.put(aside, idOf(aside), idOf(topic));
    }

    /// A topic that was just created has as many offsets as records, whatever is compacted meanwhile.
    private void requireComplete(String topic, long records) {
        long written = groups.ends(topic).values().stream().mapToLong(Long::longValue).sum();
        if (written != records) {
            throw new SetupException("topic " + topic + " has " + written + " records instead of " + records
                    + ": does another process write to it? Stop it, and repeat the command");
        }
    }

    private Uuid idOf(String topic) {
        return topics.find(topic).map(TopicDescription::topicId)
                .orElseThrow(() -> new SetupException("topic " + topic + " was deleted meanwhile; repeat the command"));
    }
}
