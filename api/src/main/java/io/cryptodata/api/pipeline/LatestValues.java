package io.cryptodata.api.pipeline;

import io.cryptodata.service.topic.DeadLetters;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The newest value of every key of a topic. Values are read from time to time, only those that changed since: a topic that
/// changes often costs little. A value that cannot be read leaves the one before. [#now()] may be called by any thread, all
/// else by one.
///
/// @param <T> what is kept of a value
final class LatestValues<T> {
    private final Function<byte[], T> reader;
    private final Map<String, byte @Nullable []> changed = new HashMap<>();
    private final Map<String, T> values = new TreeMap<>();
    private volatile Map<String, T> published = Map.of();

    /// @param reader throws a [RuntimeException] where a value cannot be read
    LatestValues(Function<byte[], T> reader) {
        this.reader = reader;
    }

    /// @param value null for a deleted key
    void put(String key, byte @Nullable [] value) {
        changed.put(key, value);
    }

    /// Reads what has changed. While the registry does not respond, what is left is read later.
    void refresh() {
        if (changed.isEmpty()) {
            return;
        }
        boolean[] responds = {true};
        changed.entrySet().removeIf(each -> {
            responds[0] = responds[0] && isRead(each.getKey(), each.getValue());
            return responds[0];
        });
        published = new TreeMap<>(values);
    }

    /// By key, as of the last refresh; not to be changed.
    Map<String, T> now() {
        return published;
    }

    private boolean isRead(String key, byte @Nullable [] value) {
        try {
            if (value == null) {
                values.remove(key);
            } else {
                values.put(key, reader.apply(value));
            }
            return true;
        } catch (RuntimeException unreadable) {
            // what is wrong with the record itself is a dead letter of the process that owns the topic
            return DeadLetters.isFaultOfTheRecord(unreadable);
        }
    }
}
