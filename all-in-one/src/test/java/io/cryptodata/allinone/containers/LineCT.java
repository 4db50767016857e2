package io.cryptodata.allinone.containers;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/// The whole line in containers: simulated venues, producers, streams, Connect with Debezium, sinks; then again while a
/// proxy disturbs the connections between the parts, one market per fault. Tables are equal to their topics at the end.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LineCT {
    private static final List<String> FIRST = List.of("BTC/USDT", "ETH/USDT");
    /// longer than a client waits for a response
    private static final Duration FAULT = Duration.ofSeconds(35);
    private static final Duration POLL = Duration.ofMillis(200);

    private static boolean proxied;
    private static @Nullable Line line;

    @BeforeAll
    static void start() throws IOException {
        ContainerImage.require(ContainerImage.KAFKA, ContainerImage.TIMESCALEDB, ContainerImage.REGISTRY,
                ContainerImage.CONNECT, ContainerImage.CDA, ContainerImage.PRODUCERS, ContainerImage.STREAMS,
                ContainerImage.SINKS);
        proxied = ContainerImage.TOXIPROXY.isAvailable();
        line = new Line(proxied);
        line.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (line != null) {
            line.close();
        }
    }

    private static Line line() {
        return Objects.requireNonNull(line);
    }

    @Test
    @Order(1)
    void every_hour_of_the_markets_is_stored_with_its_indicators() {
        assertThat(FIRST).allSatisfy(LineCT::requireHours);
    }

    @Test
    @Order(2)
    void an_operators_row_reaches_its_topic_through_debezium() throws SQLException {
        line().query(DatabaseRole.OWNER, "INSERT INTO flags (base, flag, value) VALUES ('DOGE', 'exclude', true)");
        List<Flag> flags = new ArrayList<>();
        TopicPartition partition = new TopicPartition(TopicName.OVERRIDES_FLAGS, 0);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.copyOf(KafkaAccess.plain(line().bootstrap()).settings()), new StringDeserializer(),
                new ByteArrayDeserializer()); var serde = AvroSerdes.of(Flag.class, line().registryUrl())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Await.until(() -> {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                    flags.add(serde.deserializer().deserialize(each.topic(), each.value()));
                }
                return !flags.isEmpty();
            }, Line.PATIENCE);
        }
        assertThat(flags).singleElement().satisfies(flag -> {
            assertThat(flag.getBase()).hasToString("DOGE");
            assertThat(flag.getValue()).isTrue();
        });
    }

    @Test
    @Order(3)
    void topics_and_tables_are_as_required() {
        line().runOnce("topics", "--check");
        line().runOnce("migrate", "--check");
    }

    @Test
    @Order(4)
    void tables_are_equal_to_their_topics() throws SQLException {
        line().requireEqualStore();
    }

    @Test
    @Order(5)
    void late_packets_delay_rows_and_lose_none() throws Exception {
        requireProxy();
        for (ProxiedServer server : ProxiedServer.values()) {
            line().faults().begin(server, Faults.Kind.LATENCY);
        }
        assertThat(timeOfAQuery()).isGreaterThan(Faults.LATENCY.multipliedBy(2));
        String asset = declareNextMarket();
        requireHours(asset);
        for (ProxiedServer server : ProxiedServer.values()) {
            line().faults().end(server);
        }
    }

    @ParameterizedTest
    @Order(6)
    @CsvSource({"KAFKA, CUT", "KAFKA, HALF_OPEN", "DATABASE, CUT", "DATABASE, HALF_OPEN"})
    void nothing_arrives_while_connections_are_disturbed_and_everything_after(ProxiedServer server, Faults.Kind kind)
            throws Exception {
        requireProxy();
        line().faults().begin(server, kind);
        String asset = declareNextMarket();
        assertThat(Await.until(() -> line().storedHours(asset) > 0, FAULT)).as("rows in spite of the fault").isFalse();
        line().faults().end(server);
        requireHours(asset);
        assertThat(line().isReadyWithin(Line.PATIENCE)).isTrue();
    }

    /// A process that knows the schemas goes on; one that starts meanwhile waits.
    @Test
    @Order(7)
    void everything_arrives_after_a_registry_that_did_not_respond() throws Exception {
        requireProxy();
        line().faults().begin(ProxiedServer.REGISTRY, Faults.Kind.HALF_OPEN);
        String asset = declareNextMarket();
        boolean meanwhile = Await.until(() -> line().storedHours(asset) > 0, FAULT);
        System.out.println("rows while the registry did not respond: " + meanwhile);
        line().faults().end(ProxiedServer.REGISTRY);
        requireHours(asset);
        assertThat(line().isReadyWithin(Line.PATIENCE)).isTrue();
    }

    @Test
    @Order(8)
    void tables_are_equal_to_their_topics_after_all_faults() throws SQLException {
        requireProxy();
        line().requireEqualStore();
    }

    private static void requireProxy() {
        ContainerImage.require(ContainerImage.TOXIPROXY);
    }

    private static void requireHours(String asset) {
        Await.until(() -> line().storedHours(asset) >= Line.HOURS - 1, Line.PATIENCE);
        assertThat(line().storedHours(asset)).as("hours of " + asset).isGreaterThanOrEqualTo(Line.HOURS - 1);
    }

    /// Has a market of Binance tracked that is not yet.
    private static String declareNextMarket() throws SQLException {
        String asset = line().query(DatabaseRole.READER, """
                SELECT asset FROM asset_listing WHERE exchange = 'binance' AND is_spot AND base <> 'DOGE'
                 AND asset NOT IN (SELECT asset FROM asset_declaration)
                 AND asset NOT IN (SELECT DISTINCT asset FROM h1_data) ORDER BY asset LIMIT 1""").getFirst();
        line().query(DatabaseRole.OWNER,
                "INSERT INTO asset_declaration (asset, exchange, track) VALUES ('%s', 'binance', true)"
                        .formatted(asset));
        return asset;
    }

    private static Duration timeOfAQuery() throws SQLException {
        try (Connection connection = line().faults().loginThroughProxy(DatabaseRole.READER).connect();
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            statement.execute("SELECT 1");
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
