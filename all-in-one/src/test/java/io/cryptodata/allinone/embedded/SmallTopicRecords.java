package io.cryptodata.allinone.embedded;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.schemas.avro.HourRange;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.ListingEntry;
import io.cryptodata.schemas.avro.MissingRange;
import io.cryptodata.schemas.avro.StatusSince;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.schemas.avro.TrackedSince;
import io.cryptodata.schemas.avro.UniverseEntry;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// A listing, a tracked market, a coin, a task run and a ledger on their topics, and the rows expected for them.
final class SmallTopicRecords {
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private SmallTopicRecords() {}

    static void write(EmbeddedRuntime runtime) {
        send(runtime, TopicName.LISTINGS, "bybit:BTC/USDT:USDT", ListingEntry.newBuilder().setExchange("bybit")
                .setAsset("BTC/USDT:USDT").setTimestamp(NOON).setStatus("HALTED").setFirstSeen(NOON).setLastSeen(NOON)
                .setVenueSymbol("BTCUSDT").setStatusHistory(List.of(new StatusSince("TRADING", NOON.minusSeconds(60)),
                        new StatusSince("HALTED", NOON)))
                .build());
        send(runtime, TopicName.UNIVERSE, "bybit:BTC/USDT:USDT", UniverseEntry.newBuilder().setExchange("bybit")
                .setAsset("BTC/USDT:USDT").setVenueSymbol("BTCUSDT").setTracked(false).setUpdatedAt(NOON)
                .setTrackedHistory(
                        List.of(new TrackedSince(true, NOON.minusSeconds(30)), new TrackedSince(false, NOON)))
                .build());
        send(runtime, TopicName.COINGECKO_SNAPSHOTS, "bitcoin", CoinSnapshot.newBuilder().setCoinId("bitcoin")
                .setSymbol("btc").setName("Bitcoin").setClose(64000.5).setAth5(true).setTimestamp(NOON)
                .setComplete(false).build());
        send(runtime, TopicName.TASK_RUNS, "listing", TaskRun.newBuilder().setProcess("listing").setStartedAt(NOON)
                .setFinishedAt(NOON.plusSeconds(9)).setOutcome("OK").setCounts(Map.of("markets", 7L, "added", 2L))
                .build());
        send(runtime, TopicName.LEDGER, "okx:BTC/USDT", ledger());
    }

    /// A ledger with a bad row at one o'clock and no trade at two.
    private static LedgerEntry ledger() {
        Instant midnight = NOON.minus(Duration.ofHours(12));
        return LedgerEntry.newBuilder().setExchange("okx").setAsset("BTC/USDT").setExpectedFrom(midnight)
                .setContiguousUpTo(at(midnight, 1)).setKnownUpTo(NOON).setPresent(10).setQuarantined(1)
                .setMissing(List.of(new MissingRange(at(midnight, 1), at(midnight, 2), 0, NOON, "BAD_ROWS", 1)))
                .setConfirmedEmpty(List.of(new HourRange(at(midnight, 2), at(midnight, 3)))).setState("LIVE")
                .setUpdatedAt(NOON).setUnproven(new MissingRange(NOON, at(NOON, 1), 1, NOON, "EMPTY", 0)).build();
    }

    private static Instant at(Instant start, int hours) {
        return start.plus(Duration.ofHours(hours));
    }

    static void checkRows(EmbeddedRuntime runtime) {
        checkRow(runtime, "SELECT status || ' ' || (status_history -> 0 ->> 'since') FROM asset_listing",
                "HALTED 2024-05-01T11:59:00.000Z");
        checkRow(runtime, "SELECT status || ' ' || traded || ' ' || tracked FROM universe_at('2024-05-01 11:59:40Z')",
                "TRADING true true");
        checkRow(runtime, "SELECT symbol || ' ' || close || ' ' || ath5 || ' ' || complete FROM cg_data",
                "btc 64000.5 true false");
        checkRow(runtime, "SELECT process || ' ' || (counts ->> 'markets') FROM logs", "listing 7");
        checkRow(runtime, """
                SELECT string_agg(to_char(from_hour, 'HH24') || ' ' || hours || ' ' || cause, ', ' ORDER BY from_hour)
                FROM candle_gaps""", "01 1 bad_rows, 02 1 no_trade");
        checkRow(runtime, "SELECT present || ' ' || (unproven ->> 'cause') FROM completeness", "10 EMPTY");
    }

    private static void checkRow(EmbeddedRuntime runtime, String sql, String expected) {
        assertThat(Await.until(() -> expected.equals(query(runtime, sql)), TIMEOUT)).as(() -> query(runtime, sql))
                .isTrue();
    }

    private static String query(EmbeddedRuntime runtime, String sql) {
        try {
            return new StoredData(runtime).sql(sql);
        } catch (SQLException e) {
            return "database unavailable: " + e.getMessage();
        }
    }

    private static <T extends SpecificRecord> void send(EmbeddedRuntime runtime, String topic, String key, T value) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        try (Serde<T> serde = AvroSerdes.of(type, runtime.registry().url());
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", runtime.broker().bootstrap()), new StringSerializer(),
                        new ByteArraySerializer())) {
            var _ = producer.send(new ProducerRecord<>(topic, key, serde.serializer().serialize(topic, value)));
            producer.flush();
        }
    }
}
