package io.cryptodata.sinks.connect;

import com.sun.net.httpserver.HttpServer;
import io.cryptodata.schemas.avro.Candle;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.ServiceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegistryAvroConverterTest {
    private static final int SCHEMA_ID = 7;

    private final RegistryAvroConverter converter = new RegistryAvroConverter();
    private HttpServer registry = server(0, 200);

    RegistryAvroConverterTest() throws IOException {}

    @BeforeEach
    void configure() {
        converter.configure(Map.of("schema.registry.url",
                "http://127.0.0.1:" + registry.getAddress().getPort() + "/apis/ccompat/v7"), false);
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void a_candle_becomes_a_record() throws IOException {
        Struct value = (Struct) converter.toConnectData("candles.1h", candle(SCHEMA_ID)).value();
        assertThat(value.getString("asset")).isEqualTo("BTC/USDT");
        assertThat(value.get("timestamp")).isEqualTo(new Date(3_600_000));
        assertThat(value.getFloat64("close")).isEqualTo(10.0);
    }

    @Test
    void an_unreachable_registry_is_retriable_and_then_the_same_bytes_are_read() throws IOException {
        int port = registry.getAddress().getPort();
        registry.stop(0);
        assertThatThrownBy(() -> converter.toConnectData("candles.1h", candle(SCHEMA_ID)))
                .isInstanceOf(RetriableException.class).hasMessageContaining("registry is unavailable");
        registry = server(port, 200);
        assertThat(converter.toConnectData("candles.1h", candle(SCHEMA_ID)).value()).isInstanceOf(Struct.class);
    }

    @Test
    void an_error_of_the_registry_itself_or_of_another_server_is_retriable() throws IOException {
        // 404 without the code of a missing schema: another server responds at this address
        for (int status : new int[]{500, 503, 429, 404}) {
            int port = registry.getAddress().getPort();
            registry.stop(0);
            registry = server(port, status);
            assertThatThrownBy(() -> converter.toConnectData("candles.1h", candle(SCHEMA_ID)))
                    .as("status %d", status).isInstanceOf(RetriableException.class);
        }
    }

    @Test
    void an_unreadable_value_is_not_retriable() throws IOException {
        byte[] good = candle(SCHEMA_ID);
        assertUnreadable("no magic byte".getBytes(StandardCharsets.UTF_8));
        assertUnreadable(candle(SCHEMA_ID + 1));
        assertUnreadable(Arrays.copyOf(good, good.length - 12));
        assertUnreadable(new byte[]{0});
    }

    @Test
    void later_records_are_read_as_the_first_one_even_without_a_registry() throws IOException {
        byte[] good = candle(SCHEMA_ID);
        SchemaAndValue first = converter.toConnectData("candles.1h", good);
        registry.stop(0);
        SchemaAndValue second = converter.toConnectData("candles.1h", good);
        assertThat(second).isEqualTo(first);
        assertThat(second.schema()).isSameAs(first.schema());
        assertThat(((Struct) second.value()).schema()).isSameAs(first.schema());
        assertUnreadable(Arrays.copyOf(good, good.length - 12));
    }

    @Test
    void an_id_that_another_topic_has_is_looked_up_for_this_topic() throws IOException {
        converter.toConnectData("candles.1h", candle(SCHEMA_ID));
        byte[] sameId = candle(SCHEMA_ID);
        assertThatThrownBy(() -> converter.toConnectData("without.subject", sameId)).isInstanceOf(DataException.class);
        assertThat(converter.toConnectData("candles.1h", sameId).value()).isInstanceOf(Struct.class);
    }

    @Test
    void a_null_value_stays_null() {
        assertThat(converter.toConnectData("candles.1h", null).value()).isNull();
    }

    @Test
    void connect_finds_it_by_its_service_manifest() {
        assertThat(ServiceLoader.load(Converter.class)).hasAtLeastOneElementOfType(RegistryAvroConverter.class);
        assertThat(ServiceLoader.load(org.apache.kafka.connect.sink.SinkConnector.class))
                .hasAtLeastOneElementOfType(UpsertSinkConnector.class);
    }

    private void assertUnreadable(byte[] bytes) {
        assertThatThrownBy(() -> converter.toConnectData("candles.1h", bytes)).isInstanceOf(DataException.class);
    }

    private static byte[] candle(int schemaId) throws IOException {
        GenericRecord candle = new GenericData.Record(Candle.getClassSchema());
        candle.put("exchange", "binance");
        candle.put("asset", "BTC/USDT");
        candle.put("timestamp", 3_600_000L);
        for (String price : new String[]{"open", "high", "low", "close", "volume"}) {
            candle.put(price, 10.0);
        }
        candle.put("last_id", 42L);
        candle.put("revision", 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(4).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(Candle.getClassSchema()).write(candle, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static HttpServer server(int port, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean registered = path.endsWith("/schemas/ids/" + SCHEMA_ID)
                    || path.endsWith("/subjects/candles.1h-value");
            String response = registered
                    ? "{\"subject\":\"candles.1h-value\",\"version\":1,\"id\":" + SCHEMA_ID + ",\"schema\":"
                            + quoted(Candle.getClassSchema().toString()) + "}"
                    : "{\"error_code\":40403,\"message\":\"no such schema\"}";
            byte[] body = (status == 200 ? response : "{\"error_code\":" + status + ",\"message\":\"busy\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status != 200 ? status : registered ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
