package io.cryptodata.sinks.source;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RowKeyTest {
    private static final Schema KEY = SchemaBuilder.struct().field("asset", Schema.STRING_SCHEMA)
            .field("exchange", Schema.STRING_SCHEMA).field("number", Schema.OPTIONAL_INT32_SCHEMA).build();

    private final RowKey<SourceRecord> rowKey = new RowKey<>();

    @Test
    void columns_are_joined_in_the_configured_order() {
        rowKey.configure(Map.of(RowKey.FIELDS, "exchange,asset"));
        Struct key = new Struct(KEY).put("asset", "BTC/USDT:USDT").put("exchange", "binance");
        SourceRecord keyed = rowKey.apply(message(key, "value"));
        assertThat(keyed.key()).isEqualTo("binance:BTC/USDT:USDT");
        assertThat(keyed.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(keyed.value()).isEqualTo("value");
        assertThat(keyed.topic()).isEqualTo("topic");
        assertThat(keyed.sourceOffset()).isEqualTo(Map.of("lsn", 7L));
    }

    @Test
    void a_tombstone_stays_a_tombstone() {
        rowKey.configure(Map.of(RowKey.FIELDS, "number"));
        SourceRecord keyed = rowKey.apply(message(new Struct(KEY).put("asset", "").put("exchange", "")
                .put("number", 3), null));
        assertThat(keyed.key()).isEqualTo("3");
        assertThat(keyed.value()).isNull();
    }

    @Test
    void a_key_without_the_column_or_its_value_is_rejected_by_name() {
        rowKey.configure(Map.of(RowKey.FIELDS, "exchange,number"));
        Struct key = new Struct(KEY).put("asset", "BTC/USDT").put("exchange", "binance");
        assertThatThrownBy(() -> rowKey.apply(message(key, "value"))).isInstanceOf(DataException.class)
                .hasMessageContaining("number");
        assertThatThrownBy(() -> rowKey.apply(message("text", "value"))).isInstanceOf(DataException.class)
                .hasMessageContaining("[exchange, number]");
    }

    @Test
    void columns_must_be_configured() {
        assertThatThrownBy(() -> rowKey.configure(Map.of())).isInstanceOf(ConfigException.class)
                .hasMessageContaining(RowKey.FIELDS);
        assertThatThrownBy(() -> rowKey.configure(Map.of(RowKey.FIELDS, ""))).isInstanceOf(ConfigException.class);
    }

    private static SourceRecord message(Object key, @Nullable Object value) {
        return new SourceRecord(Map.of("server", "overrides"), Map.of("lsn", 7L), "topic", 0, KEY, key,
                Schema.STRING_SCHEMA, value);
    }
}
