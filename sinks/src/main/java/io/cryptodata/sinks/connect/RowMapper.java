package io.cryptodata.sinks.connect;

import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Maps records to rows of one table: a column takes the field of its name, a field without a column is ignored. The column
/// `known_at` takes the time at which the broker appended the record; null if the topic has the producers' times.
final class RowMapper {
    /// schemas come from a registry and change rarely; beyond this many the cache is cleared
    private static final int CACHED_SCHEMAS = 100;

    private final TargetTable table;
    private final Map<Schema, Mapping> mappings = new IdentityHashMap<>();

    RowMapper(TargetTable table) {
        this.table = table;
    }

    /// The field of each column, null for one without; and the positions of key, revision and `known_at` among the columns.
    private record Mapping(List<TargetColumn> columns, @Nullable Field[] fields, int[] key, int revision,
            int knownAt) {}

    /// @throws BadRowException if the record cannot become a row
    Row rowOf(SinkRecord sinkRecord) {
        if (sinkRecord.value() == null) {
            throw new BadRowException("the record has no value (a tombstone); rows of " + table.name()
                    + " are not deleted through the topic");
        }
        if (!(sinkRecord.value() instanceof Struct struct)) {
            throw new BadRowException(
                    "the value must be a record with a schema, but is " + sinkRecord.value().getClass());
        }
        Mapping mapping = mappingOf(struct.schema());
        @Nullable
        Object[] values = new @Nullable Object[mapping.fields.length];
        for (int index = 0; index < values.length; index++) {
            Field field = mapping.fields[index];
            values[index] = value(mapping.columns.get(index), field == null ? null : struct.get(field));
        }
        long knownAt = mapping.knownAt < 0 ? Row.UNKNOWN : appendTime(sinkRecord);
        if (knownAt != Row.UNKNOWN) {
            values[mapping.knownAt] = knownAt;
        }
        return new Row(sinkRecord, mapping.columns, values, key(mapping, values), revision(mapping, values), knownAt);
    }

    private static long appendTime(SinkRecord sinkRecord) {
        Long time = sinkRecord.timestamp();
        return time != null && sinkRecord.timestampType() == TimestampType.LOG_APPEND_TIME ? time : Row.UNKNOWN;
    }

    private Mapping mappingOf(Schema schema) {
        Mapping cached = mappings.get(schema);
        if (cached != null) {
            return cached;
        }
        if (mappings.size() >= CACHED_SCHEMAS) {
            mappings.clear();
        }
        Mapping mapping = map(schema);
        mappings.put(schema, mapping);
        return mapping;
    }

    private Mapping map(Schema schema) {
        List<TargetColumn> columns = new ArrayList<>();
        List<@Nullable Field> fields = new ArrayList<>();
        Optional<TargetColumn> knownAt = table.knownAt().filter(column -> schema.field(column.name()) == null);
        for (TargetColumn column : table.columns()) {
            Field field = schema.field(column.name());
            if (field != null || isNullWithoutField(column) || knownAt.filter(column::equals).isPresent()) {
                columns.add(column);
                fields.add(field);
            } else if (column.required() || table.key().contains(column.name())
                    || table.versions().isPresent()) {
                throw new BadRowException("the record has no field %s, which column %s.%s requires"
                        .formatted(column.name(), table.name(), column.name()));
            }
        }
        List<String> names = columns.stream().map(TargetColumn::name).toList();
        return new Mapping(List.copyOf(columns), fields.toArray(new @Nullable Field[0]),
                table.key().stream().mapToInt(names::indexOf).toArray(),
                table.version().map(column -> names.indexOf(column.name())).orElse(-1),
                knownAt.map(column -> names.indexOf(column.name())).orElse(-1));
    }

    /// A version is a whole row: a column for which the record has no field does not keep the value of another version.
    private boolean isNullWithoutField(TargetColumn column) {
        return table.versions().isPresent() && column.nullable();
    }

    private @Nullable Object value(TargetColumn column, @Nullable Object value) {
        if (value == null) {
            if (!column.nullable()) {
                throw new BadRowException("column %s.%s must not be null".formatted(table.name(), column.name()));
            }
            return null;
        }
        try {
            return column.kind().encode(value);
        } catch (BadRowException e) {
            throw new BadRowException("column %s.%s %s".formatted(table.name(), column.name(), e.getMessage()), e);
        }
    }

    private static List<Object> key(Mapping mapping, @Nullable Object[] values) {
        List<Object> key = new ArrayList<>(mapping.key.length);
        for (int index : mapping.key) {
            Object value = values[index];
            if (value == null) {
                throw new BadRowException(
                        "column " + mapping.columns.get(index).name() + " is part of the key and must not be null");
            }
            key.add(value);
        }
        return key;
    }

    private static long revision(Mapping mapping, @Nullable Object[] values) {
        return mapping.revision >= 0 && values[mapping.revision] instanceof Long revision ? revision : 0;
    }
}
