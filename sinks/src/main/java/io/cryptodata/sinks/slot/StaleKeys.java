package io.cryptodata.sinks.slot;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.kafka.KafkaAccess;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keys on a topic whose row was deleted from the table. A snapshot publishes the rows that exist, but no tombstones for
/// deleted ones.
final class StaleKeys {
    private final ReplicationSlot slot;
    private final List<PublishedTable> tables;

    StaleKeys(ReplicationSlot slot, KafkaAccess broker) {
        this(slot, List.of(
                new PublishedTable("SELECT exchange || ':' || asset FROM asset_declaration",
                        new KafkaKeyedTopic(broker, TopicName.OVERRIDES_ASSET_DECLARATION)),
                new PublishedTable("SELECT base || ':' || flag FROM flags",
                        new KafkaKeyedTopic(broker, TopicName.OVERRIDES_FLAGS))));
    }

    StaleKeys(ReplicationSlot slot, List<PublishedTable> tables) {
        this.slot = slot;
        this.tables = List.copyOf(tables);
    }

    /// A small compacted topic as a set of keys.
    interface KeyedTopic {
        String name();

        /// The keys whose newest record is not a tombstone.
        ///
        /// @throws IOException if the broker does not respond in time
        Set<String> keys() throws IOException;

        /// Writes a tombstone for each of the keys.
        ///
        /// @throws IOException if the broker does not acknowledge one of them
        void remove(Set<String> keys) throws IOException;
    }

    /// A table and the topic that its rows are published to.
    ///
    /// @param keysOfRows a query for the rows' keys, as on the topic
    record PublishedTable(String keysOfRows, KeyedTopic topic) {
        /// The topic is read first: a row that is deleted in between is published through the slot.
        private Set<String> stale(ReplicationSlot slot) throws IOException, SQLException {
            Set<String> stale = new TreeSet<>(topic.keys());
            stale.removeAll(slot.keys(keysOfRows));
            return stale;
        }
    }

    boolean any() throws IOException, SQLException {
        for (PublishedTable table : tables) {
            if (!table.stale(slot).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// Writes the missing tombstones. Call it while the connector is stopped and its slot retains changes: then a row that
    /// is inserted again is published after its tombstone.
    ///
    /// @return the removed keys by topic
    Map<String, Set<String>> remove() throws IOException, SQLException {
        Map<String, Set<String>> removed = new TreeMap<>();
        for (PublishedTable table : tables) {
            Set<String> stale = table.stale(slot);
            table.topic.remove(stale);
            removed.put(table.topic.name(), stale);
        }
        return removed;
    }
}
