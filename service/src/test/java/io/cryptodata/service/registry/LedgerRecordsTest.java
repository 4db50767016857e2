package io.cryptodata.service.registry;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.LedgerRules;
import io.cryptodata.domain.ledger.PageEvidence;
import io.cryptodata.domain.ledger.ServedHour;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.LedgerEntry;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerRecordsTest {
    private static final Market MARKET = new Market("binance", "BTC/USDT");
    private static final long START = 490_000;

    @RepeatedTest(20)
    void a_ledger_is_read_back_from_its_bytes_as_written() {
        long seed = new Random().nextLong();
        Ledger ledger = randomLedger(new Random(seed));
        try (Serde<LedgerEntry> serde = AvroSerdes.of(LedgerEntry.class, new InMemoryRegistry())) {
            byte[] bytes = serde.serializer().serialize(TopicName.LEDGER, LedgerRecords.toAvro(ledger));
            LedgerEntry stored = serde.deserializer().deserialize(TopicName.LEDGER, bytes);
            assertThat(ledger.recent()).as("seed %d", seed).isNotEmpty();
            assertThat(LedgerRecords.fromAvro(stored)).as("seed %d", seed).isEqualTo(ledger);
        }
    }

    @Test
    void an_empty_ledger_is_not_written() {
        assertThatThrownBy(() -> LedgerRecords.toAvro(Ledger.empty(MARKET)))
                .hasMessageContaining("binance:BTC/USDT was never updated");
    }

    private static Ledger randomLedger(Random random) {
        Ledger ledger = Ledger.expecting(MARKET, START);
        Instant now = Timeframe.instantOf(START + 118);
        for (int step = 0; step < 20; step++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(30)));
            long from = START + random.nextInt(100);
            List<ServedHour> served = new ArrayList<>();
            for (long hour = from; hour < from + 20; hour++) {
                if (random.nextBoolean()) {
                    served.add(new ServedHour(hour, random.nextLong()));
                }
            }
            ledger = ledger.record(new PageEvidence(from, from + 20, served, List.of((long) random.nextInt(9)), now),
                    now,
                    LedgerRules.DEFAULT);
        }
        ServedHour newest = new ServedHour(START + 117, random.nextLong());
        return ledger.record(new PageEvidence(newest.hour(), newest.hour() + 1, List.of(newest), List.of(), now), now,
                LedgerRules.DEFAULT);
    }
}
