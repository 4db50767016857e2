package io.cryptodata.sinks.source;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Replaces a row's key by text: its columns in the configured order, joined by colons, as in `binance:BTC/USDT`.
///
/// @param <R> the records of sources or of sinks
public final class RowKey<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    /// The columns of the key, in order.
    public static final String FIELDS = "fields";

    private static final ConfigDef DEFINITION = new ConfigDef().define(FIELDS, Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE, ConfigDef.ValidList.anyNonDuplicateValues(false, false), Importance.HIGH,
            "Columns of the key in the order in which they are joined");

    private List<String> fields = List.of();

    @Override
    public void configure(Map<String, ?> settings) {
        fields = List.copyOf(DEFINITION.parse(settings).get(FIELDS) instanceof List<?> columns
                ? columns.stream().map(String::valueOf).toList()
                : List.of());
    }

    /// @throws DataException if the key is not structured or a column is missing
    @Override
    public R apply(R message) {
        if (!(message.key() instanceof Struct key)) {
            throw new DataException("the key of a record for %s must have the columns %s, but is %s"
                    .formatted(message.topic(), fields, message.key()));
        }
        StringJoiner joined = new StringJoiner(":");
        fields.forEach(field -> joined.add(valueOf(field, key)));
        return message.newRecord(message.topic(), message.kafkaPartition(), Schema.STRING_SCHEMA, joined.toString(),
                message.valueSchema(), message.value(), message.timestamp());
    }

    private static String valueOf(String name, Struct key) {
        Field field = key.schema().field(name);
        Object value = field == null ? null : key.get(field);
        if (value == null) {
            throw new DataException("the key " + key + " has no value in " + name);
        }
        return value.toString();
    }

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public void close() {
        fields = List.of();
    }
}
