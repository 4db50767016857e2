package io.cryptodata.sinks.connect;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Turns records into rows of one table: a column takes the field of its name, a field without a column is left out.
final class RowMapper {
    /// schemas come from a registry and change rarely; beyond this many the memory starts anew
    private static final int SCHEMAS_REMEMBERED = 100;

    private final TargetTable table;
    private final Map<Schema, Mapping> mappings = new IdentityHashMap<>();

    RowMapper(TargetTable table) {
        this.table = table;
    }

    /// Which field goes to which column, and where key and revision are among the columns.
    private record Mapping(List<TargetColumn> columns, Field[] fields, int[] key, int revision) {}

    /// @throws BadRowException if the record cannot be a row
    Row rowOf(SinkRecord sinkRecord) {
        if (sinkRecord.value() == null) {
            throw new BadRowException("the record has no value (a tombstone); rows of " + table.name()
                    + " are not deleted through the topic");
        }
        if (!(sinkRecord.value() instanceof Struct struct)) {
            throw new BadRowException("the value is no record with a schema, but " + sinkRecord.value().getClass());
        }
        Mapping mapping = mappingOf(struct.schema());
        @Nullable
        Object[] values = new @Nullable Object[mapping.fields.length];
        for (int place = 0; place < values.length; place++) {
            values[place] = value(mapping.columns.get(place), struct.get(mapping.fields[place]));
        }
        return new Row(sinkRecord, mapping.columns, values, key(mapping, values), revision(mapping, values));
    }

    private Mapping mappingOf(Schema schema) {
        Mapping known = mappings.get(schema);
        if (known != null) {
            return known;
        }
        if (mappings.size() >= SCHEMAS_REMEMBERED) {
            mappings.clear();
        }
        Mapping mapping = mapped(schema);
        mappings.put(schema, mapping);
        return mapping;
    }

    private Mapping mapped(Schema schema) {
        List<TargetColumn> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (TargetColumn column : table.columns()) {
            Field field = schema.field(column.name());
            if (field != null) {
                columns.add(column);
                fields.add(field);
            } else if (column.required() || table.key().contains(column.name())) {
                throw new BadRowException("the record has no field %s, which column %s.%s needs"
                        .formatted(column.name(), table.name(), column.name()));
            }
        }
        List<String> names = columns.stream().map(TargetColumn::name).toList();
        return new Mapping(List.copyOf(columns), fields.toArray(Field[]::new),
                table.key().stream().mapToInt(names::indexOf).toArray(),
                table.newestBy().map(column -> names.indexOf(column.name())).orElse(-1));
    }

    private @Nullable Object value(TargetColumn column, @Nullable Object value) {
        if (value == null) {
            if (!column.nullable()) {
                throw new BadRowException("column %s.%s must not be null".formatted(table.name(), column.name()));
            }
            return null;
        }
        try {
            return column.kind().converted(value);
        } catch (BadRowException e) {
            throw new BadRowException("column %s.%s %s".formatted(table.name(), column.name(), e.getMessage()), e);
        }
    }

    private static List<Object> key(Mapping mapping, @Nullable Object[] values) {
        List<Object> key = new ArrayList<>(mapping.key.length);
        for (int place : mapping.key) {
            Object value = values[place];
            if (value == null) {
                throw new BadRowException(
                        "column " + mapping.columns.get(place).name() + " names the row and must not be null");
            }
            key.add(value);
        }
        return key;
    }

    private static long revision(Mapping mapping, @Nullable Object[] values) {
        return mapping.revision >= 0 && values[mapping.revision] instanceof Long revision ? revision : 0;
    }
}
