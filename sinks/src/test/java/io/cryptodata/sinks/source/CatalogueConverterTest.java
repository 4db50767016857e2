package io.cryptodata.sinks.source;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.AssetDeclaration;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.schemas.avro.OverridesHeartbeat;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;
import java.util.ServiceLoader;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogueConverterTest {
    /// columns in another order than in the schema, and one that the schema does not have
    private static final Schema ROW = SchemaBuilder.struct().field("base", Schema.STRING_SCHEMA)
            .field("exchange", Schema.STRING_SCHEMA).field("asset", Schema.STRING_SCHEMA)
            .field("declared_at", Schema.STRING_SCHEMA).field("track", Schema.BOOLEAN_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA).build();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final CatalogueConverter converter = new CatalogueConverter((type, url) -> AvroSerdes.of(type, registry));

    @Test
    void a_row_is_written_field_by_field_by_name() {
        byte[] bytes = converter.fromConnectData(TopicName.OVERRIDES_ASSET_DECLARATION, ROW,
                row("2026-01-02T03:04:05.678901Z").put("note", "why"));
        assertThat(read(AssetDeclaration.class, TopicName.OVERRIDES_ASSET_DECLARATION, bytes)).isEqualTo(
                new AssetDeclaration("BTC/USDT", "binance", true, "why", Instant.parse("2026-01-02T03:04:05.678Z")));
    }

    @Test
    void an_instant_in_another_zone_and_a_null_are_kept() {
        byte[] bytes = converter.fromConnectData(TopicName.OVERRIDES_ASSET_DECLARATION, ROW,
                row("2026-01-02T03:04:05+02:00"));
        assertThat(read(AssetDeclaration.class, TopicName.OVERRIDES_ASSET_DECLARATION, bytes)).isEqualTo(
                new AssetDeclaration("BTC/USDT", "binance", true, null, Instant.parse("2026-01-02T01:04:05Z")));
    }

    @Test
    void a_heartbeat_is_written_under_both_names_of_its_column() {
        Schema debezium = SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();
        Schema table = SchemaBuilder.struct().field("beat_at", Schema.STRING_SCHEMA).build();
        assertThat(beat(debezium, new Struct(debezium).put("ts_ms", 1000L))).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(beat(table, new Struct(table).put("beat_at", "1970-01-01T00:00:01Z")))
                .isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void a_tombstone_stays_a_tombstone() {
        assertThat(converter.fromConnectData(TopicName.OVERRIDES_FLAGS, null, null)).isNull();
    }

    @Test
    void a_mismatching_value_is_rejected_by_name() {
        assertThatThrownBy(() -> converter.fromConnectData(TopicName.OVERRIDES_FLAGS, ROW, row("2026-01-01T00:00:00Z")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(Flag.class.getSimpleName() + " requires a value in flag");
        assertThatThrownBy(
                () -> converter.fromConnectData(TopicName.OVERRIDES_ASSET_DECLARATION, ROW, row("yesterday")))
                .isInstanceOf(DataException.class).hasMessageContaining("declared_at must be an instant");
        assertThatThrownBy(() -> converter.fromConnectData(TopicName.OVERRIDES_FLAGS, null, "text"))
                .isInstanceOf(DataException.class).hasMessageContaining("must be a row");
    }

    @Test
    void an_unavailable_registry_is_retriable() {
        CatalogueConverter unreachable = new CatalogueConverter();
        unreachable.configure(Map.of(CatalogueConverter.REGISTRY_URL, "http://127.0.0.1:1"), false);
        assertThatThrownBy(() -> unreachable.fromConnectData(TopicName.OVERRIDES_ASSET_DECLARATION, ROW,
                row("2026-01-01T00:00:00Z"))).isInstanceOf(RetriableException.class)
                .hasMessageContaining("unavailable");
        unreachable.close();
    }

    @Test
    void a_registry_must_be_configured_and_the_service_manifest_names_the_converter() {
        assertThatThrownBy(() -> converter.configure(Map.of(), false)).isInstanceOf(ConfigException.class)
                .hasMessageContaining(CatalogueConverter.REGISTRY_URL);
        assertThat(ServiceLoader.load(Converter.class)).hasAtLeastOneElementOfType(CatalogueConverter.class);
    }

    private static Struct row(String declaredAt) {
        return new Struct(ROW).put("base", "BTC").put("exchange", "binance").put("asset", "BTC/USDT")
                .put("track", true).put("declared_at", declaredAt);
    }

    private Instant beat(Schema schema, Struct value) {
        byte[] bytes = converter.fromConnectData(TopicName.OVERRIDES_HEARTBEAT, schema, value);
        return read(OverridesHeartbeat.class, TopicName.OVERRIDES_HEARTBEAT, bytes).getBeatAt();
    }

    private <T extends SpecificRecord> T read(Class<T> type, String topic, byte @Nullable [] bytes) {
        return AvroSerdes.of(type, registry).deserializer().deserialize(topic, requireNonNull(bytes));
    }
}
