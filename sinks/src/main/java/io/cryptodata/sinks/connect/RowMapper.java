package io.cryptodata.sinks.connect;

import io.cryptodata.sinks.connect.Row.KnownAt;
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
    /// the row at work
    private final CopyBuffer buffer = new CopyBuffer();
    private final Map<Schema, Mapping> mappings = new IdentityHashMap<>();

    RowMapper(TargetTable table) {
        this.table = table;
    }

    /// The field of each column, null for one without; and the positions of key, revision and `known_at` among the columns.
    ///
    /// @param starts where the fields of the row at work start
    private record Mapping(List<TargetColumn> columns, @Nullable Field[] fields, int[] key, int revision, int knownAt,
            int[] starts) {}

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
        long known = mapping.knownAt < 0 ? KnownAt.UNKNOWN : appendTime(sinkRecord);
        int[] starts = write(mapping, struct, known);
        int end = starts[mapping.fields.length];
        KnownAt knownAt = mapping.knownAt < 0
                ? new KnownAt(known, end, end)
                : new KnownAt(known, starts[mapping.knownAt], starts[mapping.knownAt + 1]);
        return new Row(sinkRecord, mapping.columns, buffer.copy(end), key(mapping, struct), revision(mapping, struct),
                knownAt);
    }

    /// Writes the fields into the buffer.
    ///
    /// @return where each starts, and where the last one ends
    private int[] write(Mapping mapping, Struct struct, long known) {
        buffer.clear();
        int[] starts = mapping.starts;
        for (int index = 0; index < mapping.fields.length; index++) {
            starts[index] = buffer.length();
            Field field = mapping.fields[index];
            if (index == mapping.knownAt && known != KnownAt.UNKNOWN) {
                buffer.putTimestamp(known);
            } else {
                put(mapping.columns.get(index), field == null ? null : struct.get(field));
            }
        }
        starts[mapping.fields.length] = buffer.length();
        return starts;
    }

    private static long appendTime(SinkRecord sinkRecord) {
        Long time = sinkRecord.timestamp();
        return time != null && sinkRecord.timestampType() == TimestampType.LOG_APPEND_TIME ? time : KnownAt.UNKNOWN;
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
                knownAt.map(column -> names.indexOf(column.name())).orElse(-1), new int[fields.size() + 1]);
    }

    /// A version is a whole row: a column for which the record has no field does not keep the value of another version.
    private boolean isNullWithoutField(TargetColumn column) {
        return table.versions().isPresent() && column.nullable();
    }

    private void put(TargetColumn column, @Nullable Object value) {
        if (value == null) {
            if (!column.nullable()) {
                throw new BadRowException("column %s.%s must not be null".formatted(table.name(), column.name()));
            }
            buffer.putNull();
            return;
        }
        try {
            column.kind().put(value, buffer);
        } catch (BadRowException e) {
            throw new BadRowException("column %s.%s %s".formatted(table.name(), column.name(), e.getMessage()), e);
        }
    }

    private static List<Object> key(Mapping mapping, Struct struct) {
        Object[] key = new Object[mapping.key.length];
        for (int place = 0; place < key.length; place++) {
            TargetColumn column = mapping.columns.get(mapping.key[place]);
            Field field = mapping.fields[mapping.key[place]];
            Object value = field == null ? null : struct.get(field);
            if (value == null) {
                throw new BadRowException("column " + column.name() + " is part of the key and must not be null");
            }
            key[place] = column.kind().isOrdered() ? (Object) column.kind().order(value) : value;
        }
        return List.of(key);
    }

    private static long revision(Mapping mapping, Struct struct) {
        Field field = mapping.revision < 0 ? null : mapping.fields[mapping.revision];
        Object revision = field == null ? null : struct.get(field);
        return revision == null ? 0 : mapping.columns.get(mapping.revision).kind().order(revision);
    }
}
