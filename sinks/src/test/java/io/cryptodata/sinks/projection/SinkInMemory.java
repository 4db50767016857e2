package io.cryptodata.sinks.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.connect.FakeTaskContext;
import io.cryptodata.sinks.connect.RegistryAvroConverter;
import io.cryptodata.sinks.connect.UpsertSinkTask;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.deployment.ConnectorConfig;
import io.cryptodata.sinks.deployment.SinkTable;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sink of one table with its converter, without Connect.
final class SinkInMemory implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final SinkTable table;
    private final RegistryAvroConverter converter = new RegistryAvroConverter();
    private final UpsertSinkTask task = new UpsertSinkTask();
    private final FakeTaskContext context = new FakeTaskContext();
    private final HttpServer registry = registry();
    private final Map<Integer, Long> written = new HashMap<>();
    private int unreadable;

    SinkInMemory(SinkTable table, DatabaseAccess database) {
        this.table = table;
        converter.configure(Map.of("schema.registry.url", "http://127.0.0.1:" + registry.getAddress().getPort()),
                false);
        SinksConfig config = SinksConfig.onOneMachine("127.0.0.1:1", "http://127.0.0.1:1", "http://127.0.0.1:1",
                database);
        Map<String, String> settings = new HashMap<>(ConnectorConfig.sinks(config).stream()
                .filter(each -> each.name().equals(table.connector())).findFirst().orElseThrow().settings());
        settings.put("connection.password", database.password());
        task.initialize(context);
        task.start(settings);
    }

    private static HttpServer registry() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                Optional<Schema> schema = requested(exchange);
                byte[] body = schema.map(SinkInMemory::json)
                        .orElse("{\"error_code\": 40403, \"message\": \"no such schema\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(schema.isPresent() ? OK : NOT_FOUND, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By its id, or as the version of a subject that the request contains.
    private static Optional<Schema> requested(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        return path[1].equals("schemas")
                ? TopicInMemory.schemaOf(Integer.parseInt(path[path.length - 1]))
                : Optional.of(new Schema.Parser()
                        .parse(JSON.readTree(exchange.getRequestBody()).path("schema").textValue()));
    }

    private static String json(Schema schema) {
        return JSON.createObjectNode().put("subject", "of-the-topic").put("version", 1).put("id", 1)
                .put("schema", schema.toString()).toString();
    }

    /// Writes all records of a topic in one batch.
    void write(TopicInMemory topic) {
        write(topic.records());
    }

    void write(List<ConsumerRecord<byte[], byte[]>> records) {
        List<SinkRecord> converted = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : records) {
            written.merge(each.partition(), each.offset() + 1, Math::max);
            try {
                SchemaAndValue value = converter.toConnectData(table.topic(), each.value());
                converted.add(new SinkRecord(table.topic(), each.partition(), null, null, value.schema(), value.value(),
                        each.offset(), each.timestamp(), each.timestampType()));
            } catch (DataException e) {
                unreadable++;
            }
        }
        task.put(converted);
    }

    /// The position that Connect would commit.
    Map<Integer, Long> position() {
        return Map.copyOf(written);
    }

    int deadLetters() {
        return unreadable + context.errants.size();
    }

    List<String> reasons() {
        return context.reasons;
    }

    @Override
    public void close() {
        task.stop();
        registry.stop(0);
    }
}
