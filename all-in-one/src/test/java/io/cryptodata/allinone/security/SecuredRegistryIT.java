package io.cryptodata.allinone.security;

import io.cryptodata.allinone.interop.Servers;
import io.cryptodata.api.topic.RegistrySchemas;
import io.cryptodata.api.topic.SchemaLookup;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.Topics;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.SchemaRegistrar;
import io.cryptodata.sinks.connect.RegistryAvroConverter;
import io.cryptodata.sinks.connect.WorkerRegistry;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Every client of the registry, through a server that demands HTTPS and basic authentication.
@ExtendWith(Servers.Shared.class)
class SecuredRegistryIT {
    private static final String PASSWORD = "pass:word with everything";
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final Candle CANDLE = new Candle("binance", "BTC/USDT", NOON, 1.5, 3.0, 0.5, 2.0, 10.0, 42L, 0);

    @TempDir
    private Path folder = Path.of("");

    private final Servers servers;
    private TestCertificate certificate;
    private SecuredProxy proxy;

    SecuredRegistryIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeEach
    void starts_a_proxy() throws Exception {
        certificate = TestCertificate.in(folder);
        proxy = new SecuredProxy(certificate, servers.registry(), PASSWORD);
    }

    @AfterEach
    void stops_the_proxy() {
        System.clearProperty(WorkerRegistry.FILE_PROPERTY);
        proxy.close();
    }

    @Test
    void schemas_are_registered_and_records_written_and_read() {
        HttpAccess registry = access(PASSWORD);
        assertThat(SchemaRegistrar.register(registry, Topics.catalogue(), Duration.ofMinutes(2)))
                .containsKey("candles.1h-value");
        try (Serde<Candle> serde = AvroSerdes.of(Candle.class, registry)) {
            byte[] bytes = serde.serializer().serialize(TopicName.CANDLES_1H, CANDLE);
            assertThat(serde.deserializer().deserialize(TopicName.CANDLES_1H, bytes)).isEqualTo(CANDLE);
            int id = ByteBuffer.wrap(bytes).getInt(1);
            assertThat(new RegistrySchemas(registry).byId(id)).isInstanceOf(SchemaLookup.Found.Present.class);
        }
    }

    @Test
    void a_connect_worker_logs_in_by_the_settings_of_its_process() throws IOException {
        Path file = Files.writeString(folder.resolve("cda.properties"),
                "CDA_REGISTRY_USER=cda\nCDA_REGISTRY_PASSWORD=" + PASSWORD + "\nCDA_REGISTRY_TRUST_STORE="
                        + certificate.certificate() + "\n");
        WorkerRegistry.useFile(file);
        byte[] bytes;
        try (Serde<Candle> serde = AvroSerdes.of(Candle.class, servers.registry())) {
            bytes = serde.serializer().serialize(TopicName.CANDLES_1H, CANDLE);
        }
        RegistryAvroConverter converter = new RegistryAvroConverter();
        converter.configure(Map.of("schema.registry.url", proxy.url() + "/apis/ccompat/v7"), false);
        assertThat(converter.toConnectData(TopicName.CANDLES_1H, bytes).value().toString()).contains("BTC/USDT");
    }

    @Test
    void a_wrong_password_is_refused_with_the_settings_to_check() {
        HttpAccess wrong = access("wrong-secret");
        assertThatThrownBy(() -> SchemaRegistrar.register(wrong, Topics.catalogue(), Duration.ofSeconds(20)))
                .hasMessageContaining(
                        "refuses the login (status 401): check CDA_REGISTRY_USER and CDA_REGISTRY_PASSWORD")
                .hasMessageNotContaining("wrong-secret");
        assertThat(new RegistrySchemas(wrong).byId(1)).asString()
                .contains("check CDA_REGISTRY_USER and CDA_REGISTRY_PASSWORD").doesNotContain("wrong-secret");
        try (Serde<Candle> serde = AvroSerdes.of(Candle.class, wrong)) {
            assertThatThrownBy(() -> serde.serializer().serialize(TopicName.CANDLES_1H, CANDLE))
                    .hasMessageNotContaining("wrong-secret");
        }
    }

    @Test
    void no_login_at_all_is_refused_with_the_settings_to_set() {
        HttpAccess none = ProducersConfig.from(Map.of("CDA_REGISTRY", proxy.url(), "CDA_REGISTRY_TRUST_STORE",
                certificate.certificate().toString())).kafka().registry();
        assertThatThrownBy(() -> SchemaRegistrar.register(none, Topics.catalogue(), Duration.ofSeconds(20)))
                .hasMessageContaining("set CDA_REGISTRY_USER and CDA_REGISTRY_PASSWORD");
    }

    @Test
    void a_certificate_that_is_not_trusted_is_refused() {
        HttpAccess untrusting = ProducersConfig.from(Map.of("CDA_REGISTRY", proxy.url(), "CDA_REGISTRY_USER",
                SecuredProxy.USER, "CDA_REGISTRY_PASSWORD", PASSWORD)).kafka().registry();
        assertThatThrownBy(() -> SchemaRegistrar.register(untrusting, Topics.catalogue(), Duration.ZERO))
                .hasMessageContaining("PKIX").hasMessageNotContaining(PASSWORD);
    }

    private HttpAccess access(String password) {
        return ProducersConfig.from(Map.of("CDA_REGISTRY", proxy.url(), "CDA_REGISTRY_USER", SecuredProxy.USER,
                "CDA_REGISTRY_PASSWORD", password, "CDA_REGISTRY_TRUST_STORE", certificate.certificate().toString()))
                .kafka().registry();
    }
}
