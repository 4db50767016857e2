package io.cryptodata.producers.publishing;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.candle.CandleFingerprint;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.candle.Verdict;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.ledger.PageEvidence;
import io.cryptodata.domain.ledger.ServedHour;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.kafka.MarketPartition;
import io.cryptodata.producers.ledger.LedgerStore;
import io.cryptodata.producers.publishing.CandlePublisher.Outcome;
import io.cryptodata.producers.publishing.Publication.RequestTimes;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.QuarantinedCandle;
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

import static org.assertj.core.api.Assertions.assertThat;

class PartitionPublisherTest {
    private static final Market BTC = new Market("binance", "BTC/USDT");
    private static final long H = 490_000;
    private static final int PARTITION = MarketPartition.of(BTC, 12);
    private static final RequestTimes REQUEST = new RequestTimes(Instant.parse("2026-01-01T00:00:01Z"),
            Instant.parse("2026-01-01T00:00:02Z"), Timeframe.instantOf(H + 9));

    private final LedgerStore ledgers = new LedgerStore();
    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private final List<Ledger> stored = new ArrayList<>();
    private final PartitionPublisher publisher = publisher("one");

    @Test
    void commits_candles_quarantined_rows_and_the_ledger_entry_together() {
        Publication page = page(startedLedger(), H);
        assertThat(publisher.publish(page)).isEqualTo(new Outcome.Published());
        assertThat(producers.getFirst().history()).extracting(ProducerRecord::topic)
                .containsExactly("candles.1h", "candles.quarantine", "ledger");
        assertThat(producers.getFirst().history()).allSatisfy(record -> {
            assertThat(record.partition()).isEqualTo(PARTITION);
            assertThat(record.key()).isEqualTo("binance:BTC/USDT");
            assertThat(header(record, "fetched.by")).isEqualTo("one");
            assertThat(header(record, "request.started")).isEqualTo("2026-01-01T00:00:01Z");
            assertThat(header(record, "request.ended")).isEqualTo("2026-01-01T00:00:02Z");
        });
        assertThat(producers.getFirst().commitCount()).isEqualTo(1);
        assertThat(ledgers.of(BTC)).isEqualTo(page.after());
    }

    @Test
    void two_processes_write_the_same_value_bytes() {
        Publication page = page(startedLedger(), H);
        publisher.publish(page);
        ledgers.commit(page.before());
        stored.add(page.before());
        PartitionPublisher another = publisher("another");
        another.open();
        another.publish(page);
        for (int i = 0; i < 3; i++) {
            assertThat(producers.get(1).history().get(i).value())
                    .isEqualTo(producers.get(0).history().get(i).value());
        }
        assertThat(header(producers.get(1).history().getFirst(), "fetched.by")).isEqualTo("another");
    }

    @Test
    void nothing_of_an_aborted_page_is_visible_and_a_retry_succeeds() {
        Publication page = page(startedLedger(), H);
        producers.getFirst().sendException = new KafkaException("buffer full");
        assertThat(publisher.publish(page)).isInstanceOfSatisfying(Outcome.NotPublished.class,
                no -> assertThat(no.reason()).contains("aborted").contains("buffer full"));
        assertThat(producers.getFirst().history()).isEmpty();
        assertThat(ledgers.of(BTC)).isEqualTo(page.before());
        producers.getFirst().sendException = null;
        assertThat(publisher.publish(page)).isEqualTo(new Outcome.Published());
        assertThat(producers).hasSize(1);
    }

    @Test
    void a_commit_with_unknown_outcome_is_resolved_by_reading_the_topic() {
        Publication page = page(startedLedger(), H);
        producers.getFirst().commitTransactionException = new KafkaException("timed out");
        assertThat(publisher.publish(page)).isInstanceOfSatisfying(Outcome.NotPublished.class,
                no -> assertThat(no.reason()).contains("outcome of the commit is unknown"));
        stored.add(page.after()); // the commit had succeeded after all
        assertThat(publisher.publish(page)).isInstanceOfSatisfying(Outcome.NotPublished.class,
                no -> assertThat(no.reason()).contains("has changed"));
        assertThat(producers).hasSize(2);
        assertThat(producers.get(1).history()).isEmpty();
        assertThat(ledgers.of(BTC)).isEqualTo(page.after());
    }

    @Test
    void a_fenced_producer_is_replaced_and_continues_from_the_ledger_on_the_topic() {
        Ledger before = startedLedger();
        Publication page = page(before, H);
        producers.getFirst().fenceProducer();
        assertThat(publisher.publish(page)).isInstanceOfSatisfying(Outcome.NotPublished.class,
                no -> assertThat(no.reason()).contains(ProducerFencedException.class.getSimpleName()));
        Ledger ofOther = page.after();
        stored.add(ofOther);
        publisher.publish(page);
        assertThat(ledgers.of(BTC)).isEqualTo(ofOther);
        assertThat(publisher.publish(page(ofOther, H + 1))).isEqualTo(new Outcome.Published());
        assertThat(producers.get(1).history()).hasSize(3);
    }

    @Test
    void a_page_judged_by_an_older_ledger_is_not_published() {
        Publication page = page(startedLedger(), H);
        publisher.publish(page);
        assertThat(publisher.publish(page)).isInstanceOf(Outcome.NotPublished.class);
        assertThat(producers.getFirst().history()).hasSize(3);
    }

    @Test
    void rechecks_without_a_transaction_go_to_the_topic_with_the_next_page() {
        publisher.publish(page(startedLedger(), H));
        Ledger before = ledgers.of(BTC);
        Instant later = REQUEST.venueTime().plusSeconds(24 * 3600);
        Ledger rechecked = before.record(new PageEvidence(H, H + 1, List.of(new ServedHour(H, before.recent().getFirst()
                .fingerprint())), List.of(), later), later, LedgerRules.DEFAULT);
        assertThat(rechecked.recent()).isNotEqualTo(before.recent());
        ledgers.replace(before, rechecked);
        ledgers.replace(before, before);
        assertThat(publisher.publish(page(before, H + 1))).isInstanceOf(Outcome.NotPublished.class);
        Publication next = page(rechecked, H + 1);
        assertThat(publisher.publish(next)).isEqualTo(new Outcome.Published());
        assertThat(ledgers.of(BTC)).isEqualTo(next.after());
    }

    @Test
    void a_closed_partition_rejects_pages_until_it_is_opened_again() {
        Publication page = page(startedLedger(), H);
        publisher.close();
        assertThat(publisher.publish(page)).isInstanceOfSatisfying(Outcome.NotPublished.class,
                no -> assertThat(no.reason()).contains("not assigned to this process"));
        assertThat(producers).hasSize(1);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(ledgers.of(BTC)).isEqualTo(Ledger.empty(BTC));
        stored.add(page.before());
        publisher.open();
        assertThat(publisher.publish(page)).isEqualTo(new Outcome.Published());
    }

    private Ledger startedLedger() {
        publisher.open();
        Ledger first = Ledger.expecting(BTC, H);
        ledgers.commit(first);
        return first;
    }

    private static Publication page(Ledger before, long hour) {
        Candle candle = new Candle(BTC, Timeframe.instantOf(hour), 1, 3, 0.5, 2, 10, 0);
        Verdict.Quarantined bad = new Verdict.Quarantined(hour, QuarantineReason.OFF_GRID, "off", "[]");
        Ledger after = before.record(new PageEvidence(hour, hour + 1,
                List.of(new ServedHour(hour, CandleFingerprint.of(candle))), List.of(hour), REQUEST.venueTime()),
                REQUEST.venueTime(), LedgerRules.DEFAULT);
        return new Publication(before, after, List.of(candle), List.of(bad), REQUEST);
    }

    private PartitionPublisher publisher(String member) {
        InMemoryRegistry registry = new InMemoryRegistry();
        PageRecords records = new PageRecords(member,
                AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, registry).serializer(),
                AvroSerdes.of(QuarantinedCandle.class, registry).serializer(),
                AvroSerdes.of(LedgerEntry.class, registry).serializer());
        return new PartitionPublisher(PARTITION, () -> {
            producers.add(new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()));
            return producers.getLast();
        }, BTC::equals, () -> new KafkaCandlePublisher.StoredLedgers.Read(stored, 0), records, ledgers);
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
