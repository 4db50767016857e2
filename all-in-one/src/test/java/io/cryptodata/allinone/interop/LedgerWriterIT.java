package io.cryptodata.allinone.interop;

import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.kafka.KafkaClients;
import io.cryptodata.producers.kafka.MarketPartition;
import io.cryptodata.producers.publishing.LedgerWriter;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/// A ledger that is replaced beside the process that holds its partition.
@ExtendWith(Servers.Shared.class)
class LedgerWriterIT {
    private static final long H = 490_000;
    private static final OutsideWindow LATE = new OutsideWindow(H + 3, 2, H + 5);

    private final Servers servers;
    private final KafkaClients clients;

    LedgerWriterIT(Servers servers) {
        this.servers = servers;
        this.clients = new KafkaClients(KafkaAccess.plain(servers.bootstrap()));
    }

    @Test
    void no_page_that_the_holder_commits_at_the_same_time_is_lost() throws InterruptedException {
        Market market = new Market("binance", "HELD/USDT");
        int partition = MarketPartition.of(market, Servers.PARTITIONS);
        List<String> refused = new ArrayList<>();
        try (Producer<String, byte[]> holder = clients.transactional("cda-producers-" + partition)) {
            holder.initTransactions();
            commit(ledger(market, 100, LATE), partition, holder);
            new LedgerWriter(KafkaAccess.plain(servers.bootstrap()), HttpAccess.plain(servers.registry()))
                    .replace(market, before -> {
                        if (refused.isEmpty() && before.present() == 100) {
                            try {
                                commit(ledger(market, 200, LATE), partition, holder);
                            } catch (KafkaException fenced) {
                                refused.add(fenced.toString());
                            }
                        }
                        return before.withoutOutsideWindow();
                    });
        }
        Ledger last = last(market);
        assertThat(last.outsideWindow().isEmpty()).isTrue();
        assertThat(last.present()).as("refused: %s", refused).isEqualTo(refused.isEmpty() ? 200 : 100);
    }

    @Test
    void a_market_without_a_ledger_is_left_alone() throws InterruptedException {
        Market market = new Market("binance", "UNHELD/USDT");
        assertThat(new LedgerWriter(KafkaAccess.plain(servers.bootstrap()), HttpAccess.plain(servers.registry()))
                .replace(market, before -> before))
                .isEmpty();
    }

    private void commit(Ledger ledger, int partition, Producer<String, byte[]> holder) {
        try (var entries = AvroSerdes.of(LedgerEntry.class, servers.registry())) {
            byte[] value = entries.serializer().serialize(TopicName.LEDGER, LedgerRecords.toAvro(ledger));
            holder.beginTransaction();
            var unused = holder.send(new ProducerRecord<>(TopicName.LEDGER, partition, ledger.market().key(), value));
            holder.commitTransaction();
        }
    }

    private Ledger last(Market market) {
        try (var entries = AvroSerdes.of(LedgerEntry.class, servers.registry());
                TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(servers.bootstrap()),
                        Duration.ofSeconds(60))) {
            reader.assign(reader.partitions(TopicName.LEDGER));
            return LedgerRecords.fromAvro(entries.deserializer().deserialize(TopicName.LEDGER,
                    Objects.requireNonNull(reader.readLatest().get(market.key()))));
        }
    }

    private static Ledger ledger(Market market, long present, OutsideWindow outside) {
        return new Ledger(market, new HourRange(H, H + present), List.of(), List.of(), List.of(), present, 0,
                List.of(), List.of(), null, outside, MarketState.LIVE, Instant.ofEpochSecond(3600 * (H + present)));
    }
}
