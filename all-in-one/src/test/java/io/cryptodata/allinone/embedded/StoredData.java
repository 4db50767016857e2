package io.cryptodata.allinone.embedded;

import io.cryptodata.service.instance.DatabaseRole;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/// One record in the broker, one row in the database and one schema in the registry, to check that they are kept.
record StoredData(EmbeddedRuntime runtime) {

    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);
    private static final String SCHEMA = "{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}";

    void write() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", runtime.broker().bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get(2, TimeUnit.MINUTES);
        }
        Map<String, Object> settings = Map.of("bootstrap.servers", runtime.broker().bootstrap(), "transactional.id",
                "t");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(PARTITION.topic(), "key", "value")).get(2, TimeUnit.MINUTES);
            producer.commitTransaction();
        }
        sql("CREATE TABLE kept AS SELECT 42 AS answer");
        assertThat(registry("POST", "/apis/ccompat/v7/subjects/kept-value/versions", SCHEMA)).contains("\"id\"");
    }

    void check() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", runtime.broker().bootstrap()))) {
            assertThat(admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest())).partitionResult(PARTITION)
                    .get(2, TimeUnit.MINUTES).offset()).isEqualTo(2);
        }
        assertThat(sql("SELECT answer FROM kept")).isEqualTo("42");
        assertThat(registry("GET", "/apis/ccompat/v7/subjects", "")).contains("kept-value");
        assertThat(topics()).contains("connect.configs", "connect.offsets", "connect.status");
    }

    boolean registryHasSchema() {
        try {
            return registry("GET", "/apis/ccompat/v7/subjects", "").contains("kept-value");
        } catch (Exception e) {
            return false;
        }
    }

    String clusterId() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", runtime.broker().bootstrap()))) {
            return admin.describeCluster().clusterId().get(2, TimeUnit.MINUTES);
        }
    }

    private Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", runtime.broker().bootstrap()))) {
            return admin.listTopics().names().get(2, TimeUnit.MINUTES);
        }
    }

    /// The first column of the first row; empty without a row.
    String sql(String statement) throws SQLException {
        try (Connection connection = runtime.database().login(DatabaseRole.OWNER).connect();
                Statement run = connection.createStatement()) {
            if (!run.execute(statement)) {
                return "";
            }
            ResultSet rows = run.getResultSet();
            return rows.next() ? rows.getString(1) : "";
        }
    }

    String get(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    String registry(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(runtime.registry().url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        return send(request);
    }

    private static String send(HttpRequest request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
