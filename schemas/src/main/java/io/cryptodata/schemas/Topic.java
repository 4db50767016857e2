package io.cryptodata.schemas;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The required configuration of a topic. Keys are plain UTF-8 strings everywhere.
///
/// @param value the Avro schema of the values; null where the values are original bytes (dead letters)
/// @param hasDeadLetters whether records of it that cannot be processed go to a topic of dead letters
public record Topic(String name, int partitions, Kept kept, @Nullable Schema value, boolean hasDeadLetters) {
    /// How long records stay.
    public enum Kept {
        /// Every record, for ever.
        FOR_EVER(Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1")),
        /// The latest record of each key.
        COMPACTED(Map.of("cleanup.policy", "compact")),
        /// Every record, for seven days.
        FOR_7_DAYS(Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(Duration.ofDays(7).toMillis()),
                "retention.bytes", "-1")),
        /// Every record, for 90 days.
        FOR_90_DAYS(Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(Duration.ofDays(90).toMillis()),
                "retention.bytes", "-1"));

        private final Map<String, String> settings;

        Kept(Map<String, String> settings) {
            this.settings = settings;
        }
    }

    /// What every client reads without further packages. The broker compresses, whatever a producer sends; higher levels need
    /// twice the processor time for two percent.
    private static final Map<String, String> COMPRESSION = Map.of("compression.type", "gzip", "compression.gzip.level",
            "1");
    private static final Map<String, String> SMALL_SEGMENTS = Map.of("segment.bytes", Integer.toString(4 << 20),
            "segment.ms", Long.toString(Duration.ofHours(6).toMillis()), "min.cleanable.dirty.ratio", "0.1");

    public Topic {
        if (partitions < 1 || partitions > 1000) {
            throw new IllegalArgumentException(
                    "partitions of topic " + name + " must be between 1 and 1000, but was " + partitions);
        }
    }

    /// A topic without dead letters.
    public Topic(String name, int partitions, Kept kept, @Nullable Schema value) {
        this(name, partitions, kept, value, false);
    }

    Topic withDeadLetters() {
        return new Topic(name, partitions, kept, value, true);
    }

    /// The broker's settings that are part of the contract, by their Kafka names.
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(kept.settings);
        settings.put("message.timestamp.type", "LogAppendTime");
        return Map.copyOf(settings);
    }

    /// The broker's settings that a topic has unless an operator sets others for it: the compression, and small segments for
    /// compacted topics, because the broker compacts closed segments only, and a partition is read from its beginning whenever it
    /// is taken over.
    public Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>(COMPRESSION);
        if (kept == Kept.COMPACTED) {
            defaults.putAll(SMALL_SEGMENTS);
        }
        return Map.copyOf(defaults);
    }

    /// The registry's name for the schema of this topic's values.
    public String subject() {
        return name + "-value";
    }
}
