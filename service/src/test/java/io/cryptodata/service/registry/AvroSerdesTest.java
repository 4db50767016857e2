package io.cryptodata.service.registry;

import com.sun.net.httpserver.HttpServer;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.MissingRange;
import io.cryptodata.schemas.avro.OutsideWindow;
import io.cryptodata.schemas.avro.RecentHour;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

class AvroSerdesTest {
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final Candle CANDLE = new Candle("binance", "BTC/USDT", NOON, 1.0, 3.0, 0.5, 2.0, 10.0, 42L, 0);

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Serde<Candle> candles = AvroSerdes.of(Candle.class, registry);

    @Test
    void writes_a_zero_byte_and_the_id_of_the_schema_before_the_data() {
        ByteBuffer bytes = ByteBuffer.wrap(bytesOf(CANDLE));
        assertThat(bytes.get()).isZero();
        int id = bytes.getInt();
        assertThat(registry.getSchemaByContentId((long) id)).isEqualTo(Candle.getClassSchema().toString());
    }

    @Test
    void a_record_is_read_back_as_written() {
        assertThat(candles.deserializer().deserialize("candles.1h", bytesOf(CANDLE))).isEqualTo(CANDLE);
    }

    @Test
    void nested_records_are_read_back_as_written() {
        MissingRange hole = new MissingRange(NOON, NOON.plusSeconds(3600), 2, NOON, null, 0);
        RecentHour recent = new RecentHour(NOON, 77L, 1, 2, 1, NOON);
        LedgerEntry entry = new LedgerEntry("binance", "BTC/USDT", NOON, null, NOON, 3L, 1L, List.of(hole),
                List.of(new HourRange(NOON, NOON.plusSeconds(7200))), List.of(NOON), "LIVE", NOON, List.of(recent),
                null, new OutsideWindow(NOON, 2L, null), List.of());
        Serde<LedgerEntry> ledger = AvroSerdes.of(LedgerEntry.class, registry);
        byte[] bytes = ledger.serializer().serialize("ledger", entry);
        LedgerEntry read = ledger.deserializer().deserialize("ledger", bytes);
        assertThat(read).hasToString(entry.toString());
        // Avro's own lists cannot compare a time that may be null
        assertThat(List.copyOf(read.getMissing())).containsExactly(hole);
        assertThat(List.copyOf(read.getRecent())).containsExactly(recent);
    }

    @Test
    void a_tombstone_stays_a_tombstone() {
        assertThat(candles.serializer().serialize("ledger", null)).isNull();
        assertThat(candles.deserializer().deserialize("ledger", null)).isNull();
    }

    @Test
    void refuses_a_record_of_another_topic() {
        CandleRollup rollup = new CandleRollup("binance", "BTC/USDT", NOON, "2h", 1.0, 3.0, 0.5, 2.0, 10.0, 42L, 0);
        byte[] bytes = AvroSerdes.of(CandleRollup.class, registry).serializer().serialize("candles.rollup", rollup);
        assertThatThrownBy(() -> candles.deserializer().deserialize("candles.1h", bytes))
                .hasMessageContaining("candles.1h carries Candle").hasMessageContaining("CandleRollup");
    }

    @Test
    void refuses_bytes_that_are_not_in_wire_format() {
        byte[] cutShort = Arrays.copyOf(bytesOf(CANDLE), 30);
        byte[] unknownId = {0, 0, 0, 9, 9, 1, 2, 3};
        byte[] text = "not avro at all".getBytes(StandardCharsets.UTF_8);
        assertThat(List.of(text, cutShort, unknownId, new byte[0], new byte[]{0, 0}))
                .allSatisfy(poison -> assertThatThrownBy(() -> candles.deserializer().deserialize("candles.1h", poison))
                        .isInstanceOf(SerializationException.class).hasMessageContaining("candles.1h"));
    }

    @Test
    void the_reason_names_what_was_expected_and_what_was_found() {
        Map<byte[], String> reasons = Map.of("{\"close\":1}".getBytes(StandardCharsets.UTF_8),
                "cannot read a Candle from topic candles.1h: expected a zero byte, a schema's id in four bytes and Avro, but it starts with 7b22636c6f",
                new byte[0],
                "cannot read a Candle from topic candles.1h: expected a zero byte, a schema's id in four bytes and Avro, but it is empty",
                new byte[]{0, 0, 0, 9, 9, 1, 2, 3}, "cannot read a Candle from topic candles.1h with schema id 2313: ");
        reasons.forEach((poison, reason) -> assertThatThrownBy(
                () -> candles.deserializer().deserialize("candles.1h", new RecordHeaders(), poison))
                .isInstanceOf(SerializationException.class).hasMessageStartingWith(reason));
    }

    @Test
    void a_number_that_is_no_varint_and_a_negative_length_are_faults_of_the_record() {
        ByteBuffer endless = ByteBuffer.wrap(bytesOf(CANDLE));
        endless.position(5).put(new byte[]{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
        ByteBuffer negative = ByteBuffer.wrap(bytesOf(CANDLE)).position(5).put((byte) 1);
        assertThat(List.of(endless.array(), negative.array()))
                .allSatisfy(poison -> assertThatThrownBy(() -> candles.deserializer().deserialize("candles.1h", poison))
                        .isInstanceOf(SerializationException.class).hasMessageContaining("candles.1h"));
    }

    /// Without a limit the reader allocates what the length promises: gigabytes for a record of thirty bytes.
    @Test
    void a_length_beyond_any_record_is_refused_before_memory_is_allocated() {
        byte[] aBillion = {-128, -88, -42, -71, 7};
        ByteBuffer text = ByteBuffer.wrap(bytesOf(CANDLE)).position(5).put(aBillion);
        assertThatThrownBy(() -> candles.deserializer().deserialize("candles.1h", text.array()))
                .isInstanceOf(SerializationException.class).hasMessageContaining("maximum");
        Serde<LedgerEntry> ledger = AvroSerdes.of(LedgerEntry.class, registry);
        LedgerEntry entry = new LedgerEntry("b", "A/B", null, null, null, 0L, 0L, List.of(), List.of(), List.of(),
                "LIVE", NOON, List.of(), null, null, List.of());
        byte[] stored = ledger.serializer().serialize("ledger", entry);
        // id, "b", "A/B", three nulls, two zeros: the array of missing ranges follows
        ByteBuffer items = ByteBuffer.allocate(stored.length + 4).put(stored, 0, 16).put(aBillion);
        assertThatThrownBy(() -> ledger.deserializer().deserialize("ledger", items.array()))
                .isInstanceOf(SerializationException.class).hasMessageContaining("maximum");
    }

    @Test
    void an_unreachable_registry_is_unavailable_and_the_record_is_not_bad() {
        byte[] bytes = bytesOf(CANDLE);
        Serde<Candle> unreachable = AvroSerdes.of(Candle.class, "http://127.0.0.1:1");
        assertThatThrownBy(() -> unreachable.deserializer().deserialize("candles.1h", bytes))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> unreachable.serializer().serialize("candles.1h", CANDLE))
                .isInstanceOf(RegistryUnavailableException.class).satisfies(
                        e -> assertThat(RegistryUnavailableException.isBehind(new IllegalStateException(e))).isTrue());
    }

    @Test
    void a_registry_error_is_unavailability_but_an_unknown_id_is_a_bad_record() throws IOException {
        assertThat(failureWhenRegistryResponds(503, "")).isInstanceOf(RegistryUnavailableException.class);
        assertThat(failureWhenRegistryResponds(429, "")).isInstanceOf(RegistryUnavailableException.class);
        assertThat(failureWhenRegistryResponds(404, """
                {"status":404,"title":"No content with id/hash 'contentId-1' was found.",
                 "name":"ContentNotFoundException"}"""))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void a_server_without_such_a_path_is_no_registry_and_the_record_is_not_bad() throws IOException {
        assertThat(List.of("", "<html>not found</html>", "{\"error\":\"no such path\"}"))
                .allSatisfy(body -> assertThat(failureWhenRegistryResponds(404, body))
                        .isInstanceOf(RegistryUnavailableException.class));
        assertThat(failureWhenRegistryResponds(301, "")).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void a_response_that_is_no_schema_is_not_the_registrys_and_the_record_is_not_bad() throws IOException {
        assertThat(List.of("<html><body>Sign in</body></html>", "", "hello", "{\"error\":\"no such path\"}", "[]", "{",
                "null", "42", "\"text\"")).allSatisfy(
                        body -> assertThat(List.of(failureWhenRegistryResponds(200, body),
                                failureOfWritingWhenRegistryResponds(200, body))).as(body)
                                .hasOnlyElementsOfType(RegistryUnavailableException.class));
    }

    private Throwable failureWhenRegistryResponds(int status, String body) throws IOException {
        return failureWhenRegistryResponds(status, body,
                serde -> serde.deserializer().deserialize("candles.1h", bytesOf(CANDLE)));
    }

    private static Throwable failureOfWritingWhenRegistryResponds(int status, String body) throws IOException {
        return failureWhenRegistryResponds(status, body, serde -> serde.serializer().serialize("candles.1h", CANDLE));
    }

    private static Throwable failureWhenRegistryResponds(int status, String body, Consumer<Serde<Candle>> use)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String type = body.startsWith("{") ? "application/json" : "text/html";
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            Serde<Candle> serde = AvroSerdes.of(Candle.class, "http://127.0.0.1:" + server.getAddress().getPort());
            return catchThrowable(() -> use.accept(serde));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_wrong_registry_url_is_reported_with_an_example() {
        assertThatThrownBy(() -> AvroSerdes.of(Candle.class, "http://127.0.0.1:8081/apis/registry/v3"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("http://127.0.0.1:8081'");
        assertThatThrownBy(() -> AvroSerdes.of(Candle.class, "127.0.0.1:8081"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private byte[] bytesOf(Candle candle) {
        return candles.serializer().serialize("candles.1h", candle);
    }
}
