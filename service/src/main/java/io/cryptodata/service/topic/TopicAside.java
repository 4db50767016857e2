package io.cryptodata.service.topic;

import io.cryptodata.service.lifecycle.SetupException;
import org.apache.kafka.clients.admin.Admin;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The copy of a topic while its number of partitions is changed.
public final class TopicAside {
    private static final String SUFFIX = ".aside";

    private TopicAside() {}

    /// The name of the copy of a topic.
    public static String of(String topic) {
        return topic + SUFFIX;
    }

    /// Refuses to go on while the number of partitions of one of these topics is being changed: it can be incomplete.
    ///
    /// @throws SetupException naming what to do
    public static void requireNone(Admin admin, Collection<String> topics) {
        problem(admin, topics).ifPresent(found -> {
            throw new SetupException(found);
        });
    }

    /// That the number of partitions of one of these topics is being changed, and what to do; empty if it is not.
    static Optional<String> problem(Admin admin, Collection<String> topics) {
        List<String> asides = topics.stream().map(TopicAside::of).toList();
        List<String> missing = TopicAdmin.missing(admin, asides);
        List<String> present = asides.stream().filter(name -> !missing.contains(name)).toList();
        return present.isEmpty()
                ? Optional.empty()
                : Optional.of("the number of partitions is being changed, or its change was interrupted: there is "
                        + String.join(", ", present)
                        + ". Run ./cda topics --partitions N --change-partitions again, with the same number");
    }
}
