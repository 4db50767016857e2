package io.cryptodata.allinone.security;

import io.cryptodata.service.kafka.KafkaAccess;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// What a login tries to do with a broker: two words, the operation and what it is done with. Topics that are read have
/// records. Changes that are allowed are made.
final class BrokerAttempts implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final KafkaAccess access;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    BrokerAttempts(KafkaAccess access) {
        this.access = access;
        this.admin = Admin.create(access.settings());
        this.producer = new KafkaProducer<>(access.with(Map.of("enable.idempotence", false)),
                new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(access.with(Map.of("auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// @throws IllegalStateException if it failed for another reason than a missing right
    boolean isAllowed(String attempt) throws InterruptedException {
        String[] words = attempt.split(" ");
        try {
            attempt(words[0], words[1]);
            return true;
        } catch (AuthorizationException refused) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw new IllegalStateException(attempt, e);
        }
    }

    private void attempt(String operation, String name) throws ExecutionException, InterruptedException {
        switch (operation) {
            case "write" -> producer.send(new ProducerRecord<>(name, 0, new byte[]{1}, new byte[]{1})).get();
            case "read" -> read(name);
            case "group" -> commit(name);
            case "transaction" -> begin(name);
            case "create" -> admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)),
                    new CreateTopicsOptions().validateOnly(true)).all().get();
            case "delete" -> admin.deleteTopics(List.of(name)).all().get();
            case "configure" -> admin.incrementalAlterConfigs(Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, name),
                    List.of(new AlterConfigOp(new ConfigEntry("max.message.bytes", "1048588"),
                            AlterConfigOp.OpType.SET))))
                    .all().get();
            case "grant" -> admin.createAcls(List.of(new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL),
                    new AccessControlEntry("User:another", "*", AclOperation.READ, AclPermissionType.ALLOW)))).all()
                    .get();
            default -> throw new IllegalArgumentException(operation);
        }
    }

    private void read(String topic) {
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing to read on " + topic);
            }
        }
    }

    /// The right to the topic is judged after that to the group.
    private void commit(String group) throws ExecutionException, InterruptedException {
        try {
            admin.alterConsumerGroupOffsets(group,
                    Map.of(new TopicPartition("candles.1h", 0), new OffsetAndMetadata(0))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicAuthorizationException)) {
                throw e;
            }
        }
    }

    private void begin(String transactionalId) {
        try (KafkaProducer<byte[], byte[]> transactional = new KafkaProducer<>(
                access.with(Map.of("transactional.id", transactionalId)), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            transactional.initTransactions();
        }
    }

    @Override
    public void close() {
        consumer.close();
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
    }
}
