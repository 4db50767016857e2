package io.cryptodata.sinks.source;

import io.cryptodata.schemas.Topics;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.RegistryUnavailableException;
import io.cryptodata.sinks.connect.WorkerRegistry;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema.Type;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Writes rows with the topic's schema in the catalogue, matching columns by field name or alias: no schema is registered,
/// and a column without a field is ignored. Instants are ISO-8601 texts and are truncated to milliseconds. An unavailable
/// registry is retriable.
public final class CatalogueConverter implements Converter {
    /// Base URL of the registry, without a path.
    public static final String REGISTRY_URL = "registry.url";

    private final Map<String, Writer> writers = new HashMap<>();
    private final Serdes serdes;
    private String registryUrl = "";

    /// For Connect.
    public CatalogueConverter() {
        this((type, registryUrl) -> AvroSerdes.of(type, new HttpAccess(registryUrl, WorkerRegistry.security())));
    }

    CatalogueConverter(Serdes serdes) {
        this.serdes = serdes;
    }

    /// The source of serdes.
    @FunctionalInterface
    interface Serdes {
        Serde<? extends SpecificRecord> of(Class<? extends SpecificRecord> type, String registryUrl);
    }

    private record Writer(Class<? extends SpecificRecord> type, org.apache.avro.Schema schema,
            Serializer<SpecificRecord> serializer) {}

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (!(settings.get(REGISTRY_URL) instanceof String url)) {
            throw new ConfigException("the converter requires " + REGISTRY_URL + ", for example http://127.0.0.1:8081");
        }
        registryUrl = url;
    }

    /// @throws RetriableException if the registry is unavailable
    /// @throws DataException if the value does not match the topic's schema
    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Struct row)) {
            throw new DataException("a value for " + topic + " must be a row, but is " + value);
        }
        Writer writer = writers.computeIfAbsent(topic, this::writerFor);
        SpecificRecord message = recordOf(writer, row);
        try {
            return writer.serializer.serialize(topic, message);
        } catch (RegistryUnavailableException e) {
            throw new RetriableException("the schema registry is unavailable: " + e.getMessage(), e);
        }
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        throw new DataException("this converter cannot read; topic " + topic + " needs another one");
    }

    private Writer writerFor(String topic) {
        org.apache.avro.Schema schema = Topics.catalogue().named(topic).value();
        if (schema == null) {
            throw new DataException("the catalogue has no schema for " + topic);
        }
        Class<? extends SpecificRecord> type = classOf(schema);
        return new Writer(type, schema, serializer(type));
    }

    private static Class<? extends SpecificRecord> classOf(org.apache.avro.Schema schema) {
        try {
            return Class.forName(schema.getFullName(), true, AvroSerdes.class.getClassLoader())
                    .asSubclass(SpecificRecord.class);
        } catch (ClassNotFoundException e) {
            throw new DataException("no class for " + schema.getFullName(), e);
        }
    }

    /// The serializer accepts any record of its type, and receives no other.
    @SuppressWarnings("unchecked")
    private Serializer<SpecificRecord> serializer(Class<? extends SpecificRecord> type) {
        return (Serializer<SpecificRecord>) serdes.of(type, registryUrl).serializer();
    }

    private static SpecificRecord recordOf(Writer writer, Struct row) {
        SpecificRecord message = (SpecificRecord) SpecificData.newInstance(writer.type, writer.schema);
        for (org.apache.avro.Schema.Field field : writer.schema.getFields()) {
            Field column = columnFor(field, row);
            Object value = column == null ? null : row.get(column);
            if (value == null && !field.schema().isNullable()) {
                throw new DataException("%s requires a value in %s, but the row has none: %s"
                        .formatted(writer.schema.getName(), field.name(), row));
            }
            message.put(field.pos(), value == null ? null : convert(field, value));
        }
        return message;
    }

    private static @Nullable Field columnFor(org.apache.avro.Schema.Field field, Struct row) {
        return Stream.concat(Stream.of(field.name()), field.aliases().stream()).map(row.schema()::field)
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static Object convert(org.apache.avro.Schema.Field field, Object value) {
        org.apache.avro.Schema schema = notNull(field.schema());
        boolean instant = schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
        return switch (value) {
            case String text when instant -> instantIn(field.name(), text);
            case Long milliseconds when instant -> Instant.ofEpochMilli(milliseconds);
            case String text when schema.getType() == Type.STRING -> text;
            case Boolean truth when schema.getType() == Type.BOOLEAN -> truth;
            case Integer number when schema.getType() == Type.INT -> number;
            case Long number when schema.getType() == Type.LONG -> number;
            case Double number when schema.getType() == Type.DOUBLE -> number;
            default -> throw new DataException("%s must be %s, but is %s of %s".formatted(field.name(), schema, value,
                    value.getClass().getSimpleName()));
        };
    }

    private static org.apache.avro.Schema notNull(org.apache.avro.Schema schema) {
        return schema.getType() == Type.UNION
                ? schema.getTypes().stream().filter(each -> each.getType() != Type.NULL).findFirst().orElseThrow()
                : schema;
    }

    private static Instant instantIn(String field, String text) {
        try {
            return Instant.ofEpochMilli(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new DataException(field + " must be an instant, but is " + text, e);
        }
    }

    @Override
    public void close() {
        writers.values().forEach(writer -> writer.serializer.close());
        writers.clear();
    }
}
