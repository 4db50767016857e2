package io.cryptodata.producers.coingecko;

import io.cryptodata.producers.kafka.LeaderWriter;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaSnapshotPublisherTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<CoinMarket> ROWS = List.of(
            CoinMarketRecords.of(Coins.coin("bitcoin", 1, null), NOON, true),
            CoinMarketRecords.of(Coins.coin("ethereum", 2, null), NOON, true));

    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private final LeaderWriter writer = new LeaderWriter(this::producer);
    private Consumer<MockProducer<String, byte[]>> prepared = producer -> {};

    @Test
    void a_snapshot_is_one_transaction_of_rows_by_coin_id() {
        assertThat(publisher("one").publish(ROWS)).isEmpty();
        MockProducer<String, byte[]> producer = producers.getFirst();
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("bitcoin", "ethereum");
        assertThat(producer.history()).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("coingecko.markets");
            assertThat(new String(record.headers().lastHeader("fetched.by").value(), StandardCharsets.UTF_8))
                    .isEqualTo("one");
        });
    }

    @Test
    void two_fetchers_write_the_same_value_bytes() {
        publisher("one").publish(ROWS);
        publisher("two").publish(ROWS);
        assertThat(producers.get(1).history().getFirst().value())
                .isEqualTo(producers.get(0).history().getFirst().value());
    }

    /// The next term takes another snapshot.
    @Test
    void an_unknown_commit_is_reported_and_closes_the_writer() {
        prepared = producer -> producer.commitTransactionException = new KafkaException("timed out");
        assertThat(publisher("one").publish(ROWS))
                .hasValueSatisfying(reason -> assertThat(reason).contains("timed out"));
        assertThat(producers).hasSize(1);
        assertThat(writer.isOpen()).isFalse();
    }

    @Test
    void a_snapshot_that_the_broker_rejects_is_reported_in_one_sentence() {
        prepared = producer -> producer.sendException = new KafkaException("buffer full");
        assertThat(publisher("one").publish(ROWS)).hasValueSatisfying(
                reason -> assertThat(reason).contains("did not accept the snapshot").contains("buffer full"));
        assertThat(producers).singleElement().satisfies(producer -> {
            assertThat(producer.history()).isEmpty();
            assertThat(producer.transactionAborted()).isTrue();
        });
    }

    @Test
    void who_was_fenced_lets_the_other_one_publish() {
        prepared = producer -> producer.commitTransactionException = new ProducerFencedException("newer epoch");
        KafkaSnapshotPublisher publisher = publisher("one");
        assertThat(publisher.publish(ROWS))
                .hasValueSatisfying(reason -> assertThat(reason).contains("another process has taken over"));
        assertThat(publisher.publish(ROWS)).hasValueSatisfying(reason -> assertThat(reason).contains("does not lead"));
        assertThat(producers).hasSize(1);
    }

    private KafkaSnapshotPublisher publisher(String member) {
        writer.open();
        return new KafkaSnapshotPublisher(writer, AvroSerdes.of(CoinMarket.class, new InMemoryRegistry()).serializer(),
                member);
    }

    private MockProducer<String, byte[]> producer() {
        MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
                new ByteArraySerializer());
        producers.add(producer);
        prepared.accept(producer);
        return producer;
    }
}
