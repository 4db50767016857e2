package io.cryptodata.producers.universe;

import io.cryptodata.domain.universe.Overrides;
import io.cryptodata.schemas.TopicName;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The rows of the operators' tables, by topic and key. Used by one thread.
public final class OverrideRows {
    /// The flag that excludes all markets of a base.
    public static final String EXCLUDE = "exclude";

    private final Function<byte[], Declaration> declarations;
    private final Function<byte[], FlagRow> flags;
    private final Map<String, Row> rows = new HashMap<>();

    /// @param declarations reads a row of `asset_declaration`
    /// @param flags reads a row of `flags`
    public OverrideRows(Function<byte[], Declaration> declarations, Function<byte[], FlagRow> flags) {
        this.declarations = declarations;
        this.flags = flags;
    }

    private sealed interface Row {
        /// The row's primary key, as on the topic.
        String key();
    }

    /// A row of `asset_declaration`.
    public record Declaration(String exchange, String asset, boolean track) implements Row {
        @Override
        public String key() {
            return exchange + ":" + asset;
        }
    }

    /// A row of `flags`.
    public record FlagRow(String base, String flag, boolean value) implements Row {
        @Override
        public String key() {
            return base + ":" + flag;
        }
    }

    /// Applies a row, or its deletion.
    ///
    /// @return whether anything has changed
    /// @throws RuntimeException if the row is unreadable, or the key is not that of the row
    boolean apply(String topic, @Nullable String key, byte @Nullable [] value) {
        String name = nameOf(topic, key);
        if (value == null) {
            return rows.remove(name) != null;
        }
        Row row = topic.equals(TopicName.OVERRIDES_FLAGS) ? flags.apply(value) : declarations.apply(value);
        if (!row.key().equals(key)) {
            throw new IllegalArgumentException("the key must be that of the row, '" + row.key() + "', but is '" + key
                    + "'");
        }
        return !row.equals(rows.put(name, row));
    }

    /// The names of all rows.
    Set<String> keys() {
        return Set.copyOf(rows.keySet());
    }

    /// Removes rows by name.
    ///
    /// @return whether anything has changed
    boolean removeAll(Collection<String> names) {
        return rows.keySet().removeAll(names);
    }

    /// Identifies a row across topics.
    static String nameOf(String topic, @Nullable String key) {
        return topic + " " + key;
    }

    /// All rows of `flags`.
    List<FlagRow> flags() {
        return rows.values().stream().filter(FlagRow.class::isInstance).map(FlagRow.class::cast).toList();
    }

    Overrides overrides() {
        Map<String, Boolean> declared = new HashMap<>();
        Set<String> excluded = new HashSet<>();
        for (Row row : rows.values()) {
            switch (row) {
                case Declaration(String exchange, String asset, boolean track) ->
                    declared.put(exchange.strip() + ":" + asset.strip(), track);
                case FlagRow(String base, String flag, boolean value) when flag.equals(EXCLUDE) && value ->
                    excluded.add(base.strip());
                case FlagRow _ -> {
                    // another flag, which OverrideProblems reports, or one that is not set
                }
            }
        }
        return new Overrides(declared, excluded);
    }
}
