package io.cryptodata.allinone.interop;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CandleFold;
import io.cryptodata.domain.fold.FoldOutput;
import io.cryptodata.domain.fold.IndicatorRow;
import io.cryptodata.domain.fold.RollupRow;
import io.cryptodata.domain.ledger.HourRange;
import io.cryptodata.domain.ledger.Ledger;
import io.cryptodata.domain.ledger.MarketState;
import io.cryptodata.domain.ledger.OutsideWindow;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.kafka.MarketPartition;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.IndicatorRecords;
import io.cryptodata.schemas.LedgerRecords;
import io.cryptodata.schemas.RollupRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicReader;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/// `./cda replay` with a real broker, registry and stream: a candle that came after the correction window, and the ledger that
/// names it.
@ExtendWith(Servers.Shared.class)
class ReplayCommandIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Market MARKET = new Market("binance", "REPLAY/USDT");
    private static final int HOURS = 80 * 24;
    private static final int LATE = 100;

    private final Servers servers;
    private final Serde<io.cryptodata.schemas.avro.Candle> candles;
    private final Serde<Indicators> indicators;
    private final Serde<CandleRollup> rollups;

    ReplayCommandIT(Servers servers) {
        this.servers = servers;
        this.candles = AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, servers.registry());
        this.indicators = AvroSerdes.of(Indicators.class, servers.registry());
        this.rollups = AvroSerdes.of(CandleRollup.class, servers.registry());
    }

    @Test
    void a_candle_that_came_after_the_window_is_in_the_indicators_and_longer_candles_after_a_replay() {
        List<Candle> walk = walk();
        List<Candle> first = new ArrayList<>(walk);
        Candle late = first.remove(LATE);
        try (StreamsApp app = new StreamsApp(
                StreamsConfig.of(servers.bootstrap(), servers.registry(), servers.folder("replay")),
                new SimpleMeterRegistry())) {
            app.start();
            write(first);
            write(List.of(late));
            assertThat(Await.until(() -> app.lag().orElse(1) == 0, TIMEOUT)).isTrue();
            assertThat(newestRows()).doesNotContainKey("1h " + late.lastId());
            write(ledgerThatNames(late));
            Run run = cda("--market", MARKET.key());
            assertThat(run.err()).doesNotContain("cda:");
            assertThat(run.out()).contains("replayed 1 markets, 1,920 candles", "all are folded");
            assertThat(run.err()).doesNotContain("warning");
            assertThat(ledger()).isEqualTo(ledgerThatNames(late).withoutOutsideWindow());
        }
        Expected expected = new Expected();
        CandleFold fold = CandleFold.of(MARKET);
        walk.forEach(candle -> fold.add(candle, expected));
        assertThat(newestRows()).containsAllEntriesOf(expected.owed);
        assertThat(newestRollups()).isEqualTo(expected.rollups);
        assertThat(cda("--market", "binance:NONE/USDT").err()).contains("no candle of binance:NONE/USDT");
    }

    private Run cda(String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay", "--kafka", servers.bootstrap(), "--registry",
                servers.registry()));
        arguments.addAll(List.of(options));
        return Run.cda(arguments.toArray(String[]::new));
    }

    private void write(List<Candle> some) {
        Records.write(servers, candles.serializer(), some.stream()
                .map(candle -> new ProducerRecord<>(TopicName.CANDLES_1H, MARKET.key(), CandleRecords.toAvro(candle)))
                .toList());
    }

    /// All hours are present, and the late one came after the correction window.
    private static Ledger ledgerThatNames(Candle late) {
        long from = Timeframe.epochHourOf(START);
        long hour = Timeframe.epochHourOf(late.openTime());
        return new Ledger(MARKET, new HourRange(from, from + HOURS), List.of(), List.of(), List.of(), HOURS, 0,
                List.of(), List.of(), null, new OutsideWindow(hour, 1, hour), MarketState.LIVE,
                Timeframe.instantOf(from + HOURS));
    }

    private void write(Ledger ledger) {
        try (var entries = AvroSerdes.of(LedgerEntry.class, servers.registry())) {
            Records.write(servers, entries.serializer(), List.of(new ProducerRecord<>(TopicName.LEDGER,
                    MarketPartition.of(MARKET, Servers.PARTITIONS), MARKET.key(), LedgerRecords.toAvro(ledger))));
        }
    }

    private Ledger ledger() {
        List<Ledger> ledgers = new ArrayList<>();
        try (var entries = AvroSerdes.of(LedgerEntry.class, servers.registry())) {
            read(TopicName.LEDGER, entries.deserializer(), each -> {
                if (each.key().equals(MARKET.key())) {
                    ledgers.add(LedgerRecords.fromAvro(each.value()));
                }
            });
        }
        return ledgers.getLast();
    }

    private <V> void read(String topic, Deserializer<V> values, Consumer<ConsumerRecord<String, V>> each) {
        try (TopicReader<String, V> reader = TopicReader.of(KafkaAccess.plain(servers.bootstrap()),
                new StringDeserializer(), values,
                TIMEOUT)) {
            reader.assign(reader.partitions(topic));
            reader.readToEnd(each);
        }
    }

    /// The record of each row with the greatest revision, as revision 0.
    private Map<String, Indicators> newestRows() {
        Map<String, Indicators> newest = new HashMap<>();
        read(TopicName.INDICATORS, indicators.deserializer(), each -> {
            if (each.key().equals(MARKET.key())) {
                newest.merge(each.value().getTimeframe() + " " + each.value().getLastId(), each.value(),
                        (former, next) -> next.getRevision() > former.getRevision() ? next : former);
            }
        });
        newest.values().forEach(row -> row.setRevision(0));
        return newest;
    }

    private Map<String, CandleRollup> newestRollups() {
        Map<String, CandleRollup> newest = new HashMap<>();
        read(TopicName.CANDLES_ROLLUP, rollups.deserializer(), each -> {
            if (each.key().equals(MARKET.key())) {
                newest.merge(each.value().getTimeframe() + " " + each.value().getTimestamp(), each.value(),
                        (former, next) -> next.getRevision() > former.getRevision() ? next : former);
            }
        });
        newest.values().forEach(rollup -> rollup.setRevision(0));
        return newest;
    }

    private static List<Candle> walk() {
        Random random = new Random(7);
        List<Candle> walk = new ArrayList<>();
        double price = 100;
        for (int hour = 0; hour < HOURS; hour++) {
            double close = price * (0.98 + 0.04 * random.nextDouble());
            walk.add(new Candle(MARKET, START.plusSeconds(3600L * hour), price, Math.max(price, close) * 1.01,
                    Math.min(price, close) * 0.99, close, random.nextDouble(), 0));
            price = close;
        }
        return walk;
    }

    /// The longer candles, and the hourly and the closed rows, which history has too.
    private static final class Expected implements FoldOutput {
        private final Map<String, Indicators> owed = new HashMap<>();
        private final Map<String, CandleRollup> rollups = new HashMap<>();

        @Override
        public void indicators(IndicatorRow row) {
            if (row.closed()) {
                owed.put(row.timeframe().code() + " " + row.lastId(), IndicatorRecords.toAvro(MARKET, row));
            }
        }

        @Override
        public void rollup(RollupRow row) {
            rollups.put(row.timeframe().code() + " " + row.timestamp(), RollupRecords.toAvro(MARKET, row));
        }
    }
}
