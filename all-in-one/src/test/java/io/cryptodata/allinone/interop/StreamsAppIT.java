package io.cryptodata.allinone.interop;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/// The stream with a real broker, registry and transactions. Each test has its own markets.
@ExtendWith(Servers.Shared.class)
class StreamsAppIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Servers servers;
    private final Serde<io.cryptodata.schemas.avro.Candle> candles;
    private final Serde<Indicators> indicators;

    StreamsAppIT(Servers servers) {
        this.servers = servers;
        this.candles = AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, servers.registry());
        this.indicators = AvroSerdes.of(Indicators.class, servers.registry());
    }

    @Test
    void emits_each_row_once_despite_unreadable_records_and_lost_local_state() {
        List<Candle> walk = Walk.of(new Market("binance", "ONCE/USDT"), 90, 1);
        byte[] poison = "not avro".getBytes(StandardCharsets.UTF_8);
        try (StreamsApp app = started("first")) {
            write(walk.subList(0, 40));
            Records.write(servers, new ByteArraySerializer(),
                    List.of(new ProducerRecord<>(TopicName.CANDLES_1H, keyOf(walk), poison)));
            write(walk.subList(40, 60));
            awaitCaughtUp(app);
        }
        try (StreamsApp app = started("second")) {
            write(walk.subList(55, 90)); // five are repeated
            awaitCaughtUp(app);
        }
        assertThat(rowsOf(walk)).isEqualTo(Walk.expectedRows(walk));
        ConsumerRecord<String, byte[]> letter = lettersOf(walk).getFirst();
        assertThat(letter.value()).isEqualTo(poison);
        assertThat(new String(letter.headers().lastHeader("origin.topic").value(), StandardCharsets.UTF_8))
                .isEqualTo("candles.1h");
        assertThat(lettersOf(walk)).hasSize(1);
    }

    @Test
    void waits_for_an_unavailable_registry_without_dead_letters() {
        List<Candle> walk = Walk.of(new Market("binance", "WAIT/USDT"), 10, 2);
        byte[] warm = candles.serializer().serialize(TopicName.CANDLES_1H, CandleRecords.toAvro(walk.getFirst()));
        assertThat(warm).isNotEmpty();
        try (StreamsApp app = started("third")) {
            await(() -> app.health() instanceof Health.Up);
            servers.runtime.registry().close();
            try {
                write(walk);
                await(() -> app.health() instanceof Health.Degraded(List<String> reasons)
                        && reasons.toString().contains("registry"));
            } finally {
                servers.runtime.registry().start();
            }
            awaitCaughtUp(app);
        }
        assertThat(rowsOf(walk)).isEqualTo(Walk.expectedRows(walk));
        assertThat(lettersOf(walk)).isEmpty();
    }

    private StreamsApp started(String stateDir) {
        StreamsApp app = new StreamsApp(
                StreamsConfig.of(servers.bootstrap(), servers.registry(), servers.folder(stateDir)),
                new SimpleMeterRegistry());
        app.start();
        return app;
    }

    /// Each candle is a page of its own, and so emits a row of every timeframe.
    private void write(List<Candle> some) {
        Records.write(servers, candles.serializer(), some.stream()
                .map(candle -> new ProducerRecord<>(TopicName.CANDLES_1H, null, candle.market().key(),
                        CandleRecords.toAvro(candle), List.of(CandleHeaders.remaining(0))))
                .toList());
    }

    /// Once there are as many as expected: a transaction has ended a moment before its rows can be read.
    private List<Indicators> rowsOf(List<Candle> walk) {
        int expected = Walk.expectedRows(walk).size();
        List<Indicators> rows = new ArrayList<>();
        await(() -> {
            rows.clear();
            Records.read(servers, TopicName.INDICATORS, indicators.deserializer(), expected).stream()
                    .filter(row -> row.key().equals(keyOf(walk))).map(ConsumerRecord::value).forEach(rows::add);
            return rows.size() >= expected;
        });
        return rows;
    }

    private List<ConsumerRecord<String, byte[]>> lettersOf(List<Candle> walk) {
        return Records.read(servers, TopicName.deadLettersOf(TopicName.CANDLES_1H), new ByteArrayDeserializer(), 0)
                .stream().filter(letter -> letter.key().equals(keyOf(walk))).toList();
    }

    private static String keyOf(List<Candle> walk) {
        return walk.getFirst().market().key();
    }

    static void awaitCaughtUp(StreamsApp app) {
        await(() -> app.lag().orElse(1) == 0);
    }

    static void await(BooleanSupplier condition) {
        assertThat(Await.until(condition, TIMEOUT)).as("waited %s", TIMEOUT).isTrue();
    }
}
