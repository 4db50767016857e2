package io.cryptodata.allinone.security;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.allinone.embedded.EmbeddedConnect;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.allinone.embedded.WorkerConfig;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.kafka.KafkaClients;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicReader;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.streams.config.StreamsConfig;
import io.cryptodata.streams.runtime.StreamsProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/// Every kind of our Kafka clients, with a broker that demands SASL_SSL and SCRAM.
class SecuredKafkaIT {
    private static final String PASSWORD = "pass\"word\\ with everything;";
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    @TempDir
    private static Path folder = Path.of("");

    private static SecuredBroker broker;
    private static Map<String, String> settings = Map.of();

    @BeforeAll
    static void starts_a_broker() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        broker = SecuredBroker.started(folder.resolve("kafka"), certificate, PASSWORD);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        settings = Map.of("CDA_KAFKA", broker.bootstrap(), "CDA_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "CDA_KAFKA_USER", SecuredBroker.USER, "CDA_KAFKA_PASSWORD_FILE", password.toString(),
                "CDA_KAFKA_TRUST_STORE", certificate.certificate().toString());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.unsecured()))) {
            admin.createTopics(List.of(new NewTopic("in", 1, (short) 1), new NewTopic("out", 1, (short) 1))).all()
                    .get();
        }
    }

    @AfterAll
    static void stops_the_broker() {
        broker.close();
    }

    @Test
    void producers_and_consumers_connect() throws Exception {
        KafkaAccess access = ProducersConfig.from(settings).kafka().broker();
        KafkaClients clients = new KafkaClients(access);
        try (Producer<String, byte[]> transactional = clients.transactional("secured");
                Producer<String, byte[]> idempotent = clients.idempotent()) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional.send(new ProducerRecord<>("in", "one", bytes("1"))).get();
            transactional.commitTransaction();
            idempotent.send(new ProducerRecord<>("in", "two", bytes("2"))).get();
        }
        assertThat(keysOf(access, "in")).contains("one", "two");
        try (Consumer<String, byte[]> consumer = clients.committedReader()) {
            assertThat(consumer.listTopics()).containsKeys("in", "out");
        }
    }

    @Test
    void streams_connect_with_all_of_their_clients() throws Exception {
        Map<String, String> own = new HashMap<>(settings);
        own.put("STREAMS_STATE_DIR", folder.resolve("streams").toString());
        StreamsConfig config = StreamsConfig.from(own);
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream("in", Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("source"))
                .to("out", Produced.with(Serdes.String(), Serdes.ByteArray()).withName("sink"));
        try (KafkaStreams streams = new KafkaStreams(topology.build(),
                StreamsProperties.of(config, new SimpleMeterRegistry()));
                Producer<String, byte[]> producer = new KafkaClients(config.broker()).idempotent()) {
            streams.start();
            producer.send(new ProducerRecord<>("in", "through", bytes("3"))).get();
            assertThat(Await.until(() -> keysOf(config.broker(), "out").contains("through"), TIMEOUT)).isTrue();
        }
    }

    @Test
    void a_connect_worker_connects_with_its_own_clients_and_those_of_connectors() {
        KafkaAccess access = SinksConfig.from(settings).broker();
        try (EmbeddedConnect worker = new EmbeddedConnect(WorkerConfig.embedded(Optional.empty()), access,
                new LocalPort(LocalPort.free(), "Kafka Connect worker", "--connect-port"))) {
            worker.start();
            assertThat(worker.health().reasons()).isEmpty();
        }
    }

    @Test
    void commands_connect() throws IOException {
        Run topics = Run.cda("topics", "--check", "--config", file(settings).toString());
        assertThat(topics.out()).contains("topic candles.1h is missing");
        assertThat(topics.err()).isEmpty();
        Run letters = Run.cda("dlq", "list", "--config", file(settings).toString());
        assertThat(letters.err()).isEmpty();
        assertThat(letters.status()).isZero();
    }

    @Test
    void a_wrong_password_is_refused_with_the_setting_to_check() throws IOException {
        Map<String, String> wrong = with("CDA_KAFKA_PASSWORD", "wrong-secret");
        wrong.remove("CDA_KAFKA_PASSWORD_FILE");
        for (Run run : List.of(Run.cda("topics", "--check", "--config", file(wrong).toString()),
                Run.cda("dlq", "list", "--config", file(wrong).toString()))) {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("the broker refuses the login", "CDA_KAFKA_USER", "CDA_KAFKA_PASSWORD")
                    .doesNotContain("wrong-secret");
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_is_refused_with_the_setting_to_check() throws IOException {
        Map<String, String> untrusting = new HashMap<>(settings);
        untrusting.remove("CDA_KAFKA_TRUST_STORE");
        assertThat(Run.cda("topics", "--check", "--config", file(untrusting).toString()).err())
                .contains("no encrypted connection to the broker is possible", "CDA_KAFKA_TRUST_STORE");
    }

    @Test
    void an_incomplete_login_is_refused_before_any_connection() throws IOException {
        Map<String, String> incomplete = new HashMap<>(settings);
        incomplete.remove("CDA_KAFKA_PASSWORD_FILE");
        assertThat(Run.cda("config", "check", "streams", "--config", file(incomplete).toString()).out())
                .contains("CDA_KAFKA_USER and CDA_KAFKA_PASSWORD (or CDA_KAFKA_PASSWORD_FILE) must be set together");
    }

    private static List<String> keysOf(KafkaAccess access, String topic) {
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(access, TIMEOUT)) {
            reader.assign(reader.partitions(topic));
            return List.copyOf(reader.readLatest().keySet());
        }
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    private static Path file(Map<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return Files.writeString(Files.createTempFile(folder, "cda", ".properties"), text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
