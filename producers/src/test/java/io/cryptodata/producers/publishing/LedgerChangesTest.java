package io.cryptodata.producers.publishing;

import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerReset;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.publishing.Publication.RequestTimes;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerChangesTest {
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final TopicPartition LEDGER = new TopicPartition(TopicName.LEDGER, 0);
    private static final Ledger OURS = Ledger.expecting(BTC, 490_000);
    private static final Ledger OTHER = Ledger.expecting(BTC, 480_000);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:01Z");

    private final LedgerStore ledgers = new LedgerStore();
    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final PartitionPublisher publisher = publisher();
    private final LedgerChanges changes = new LedgerChanges(List.of(publisher),
            new TopicReader<>(consumer, Duration.ofSeconds(5)));
    private Ledger stored = OURS;
    private long end;
    private int failures;

    @BeforeEach
    void open() {
        publisher.open();
        endsAt(0);
    }

    @Test
    void an_entry_of_another_process_is_read_without_a_page() {
        changes.step();
        assertThat(producers).hasSize(1);
        otherWrites();
        changes.step();
        assertThat(ledgers.of(BTC)).isEqualTo(OTHER);
        assertThat(producers).hasSize(2);
        assertThat(producers.getFirst().closed()).isTrue();
        changes.step();
        assertThat(producers).hasSize(2);
    }

    @Test
    void entries_of_this_process_do_not_open_the_partition_again() {
        assertThat(publisher.publish(new Publication(OURS, new LedgerReset(NOW).all(OURS), List.of(), List.of(),
                new RequestTimes(NOW, NOW, NOW)))).isEqualTo(new CandlePublisher.Outcome.Published());
        endsAt(1);
        changes.step();
        assertThat(producers).hasSize(1);
        otherWrites();
        changes.step();
        assertThat(producers).hasSize(2);
        assertThat(ledgers.of(BTC)).isEqualTo(OTHER);
    }

    @Test
    void a_partition_that_could_not_be_opened_again_is_opened_later() {
        failures = 1;
        otherWrites();
        assertThatThrownBy(changes::step).isInstanceOf(KafkaException.class);
        assertThat(ledgers.of(BTC)).isEqualTo(OURS);
        changes.step();
        assertThat(ledgers.of(BTC)).isEqualTo(OTHER);
    }

    @Test
    void a_closed_partition_stays_closed() {
        publisher.close();
        otherWrites();
        changes.step();
        assertThat(producers).hasSize(1);
        assertThat(ledgers.of(BTC)).isEqualTo(Ledger.empty(BTC));
    }

    private void otherWrites() {
        long offset = end;
        stored = OTHER;
        endsAt(offset + 1);
        consumer.schedulePollTask(
                () -> consumer.addRecord(new ConsumerRecord<>(LEDGER.topic(), 0, offset, BTC.key(), new byte[0])));
    }

    private void endsAt(long offset) {
        end = offset;
        consumer.updateBeginningOffsets(Map.of(LEDGER, 0L));
        consumer.updateEndOffsets(Map.of(LEDGER, offset));
    }

    private PartitionPublisher publisher() {
        InMemoryRegistry registry = new InMemoryRegistry();
        PageRecords records = new PageRecords("one", AvroSerdes.of(Candle.class, registry).serializer(),
                AvroSerdes.of(QuarantinedCandle.class, registry).serializer(),
                AvroSerdes.of(LedgerEntry.class, registry).serializer());
        return new PartitionPublisher(0, () -> {
            producers.add(new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()));
            return producers.getLast();
        }, BTC::equals, this::read, records, ledgers);
    }

    private KafkaCandlePublisher.StoredLedgers.Read read() {
        if (stored.equals(OTHER) && failures-- > 0) {
            throw new KafkaException("no progress");
        }
        return new KafkaCandlePublisher.StoredLedgers.Read(List.of(stored), end);
    }
}
