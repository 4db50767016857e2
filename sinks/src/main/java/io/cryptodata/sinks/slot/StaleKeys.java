package io.cryptodata.sinks.slot;

import io.cryptodata.schemas.TopicName;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keys that are on a topic although their row is gone from the table: a snapshot tells what is there and never what is
/// not there any more.
final class StaleKeys {
    private final ReplicationSlot slot;
    private final List<Copy> copies;

    StaleKeys(ReplicationSlot slot, String bootstrap) {
        this(slot, List.of(
                new Copy("SELECT exchange || ':' || asset FROM asset_declaration",
                        new KafkaKeyedTopic(bootstrap, TopicName.OVERRIDES_ASSET_DECLARATION)),
                new Copy("SELECT base || ':' || flag FROM flags",
                        new KafkaKeyedTopic(bootstrap, TopicName.OVERRIDES_FLAGS))));
    }

    StaleKeys(ReplicationSlot slot, List<Copy> copies) {
        this.slot = slot;
        this.copies = List.copyOf(copies);
    }

    /// A small compacted topic as a set of keys.
    interface KeyedTopic {
        String name();

        /// The keys whose newest record is no tombstone.
        ///
        /// @throws IOException if the broker does not answer in time
        Set<String> keys() throws IOException;

        /// Writes a tombstone for each of the keys.
        ///
        /// @throws IOException if the broker does not take one of them
        void remove(Set<String> keys) throws IOException;
    }

    /// A table and the topic that tells it.
    ///
    /// @param keysOfRows a query for the rows' keys as they are on the topic
    record Copy(String keysOfRows, KeyedTopic topic) {
        /// The topic is read first: a row that is deleted in between is told through the slot anyway.
        private Set<String> stale(ReplicationSlot slot) throws IOException, SQLException {
            Set<String> stale = new TreeSet<>(topic.keys());
            stale.removeAll(slot.keys(keysOfRows));
            return stale;
        }
    }

    boolean any() throws IOException, SQLException {
        for (Copy copy : copies) {
            if (!copy.stale(slot).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// Writes the tombstones that are missing. To be done while the connector is stopped and its slot keeps what happens
    /// meanwhile: then a row that comes back is told after its tombstone.
    ///
    /// @return what was removed, by topic and key
    Map<String, Set<String>> remove() throws IOException, SQLException {
        Map<String, Set<String>> removed = new TreeMap<>();
        for (Copy copy : copies) {
            Set<String> stale = copy.stale(slot);
            copy.topic.remove(stale);
            removed.put(copy.topic.name(), stale);
        }
        return removed;
    }
}
