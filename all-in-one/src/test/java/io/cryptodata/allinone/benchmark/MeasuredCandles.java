package io.cryptodata.allinone.benchmark;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.registry.AvroSerdes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Writes the hourly candles of many markets to `candles.1h`, hour by hour, as venues serve them. Prices are random walks
/// from one seed.
final class MeasuredCandles implements AutoCloseable {
    /// When a record is appended after its candle's close: soon, or long after.
    enum Kind {
        LIVE(Duration.ofSeconds(6)), HISTORY(Duration.ofDays(30));

        private final Duration delay;

        Kind(Duration delay) {
            this.delay = delay;
        }
    }

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final long SEED = 20_260_101;

    private final KafkaProducer<String, io.cryptodata.schemas.avro.Candle> producer;
    private final List<Market> markets;
    private final double[] closes;
    private final Random random = new Random(SEED);
    private final List<Future<RecordMetadata>> unconfirmed = new ArrayList<>();
    private int written;

    MeasuredCandles(StreamServers servers, int markets) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrap(), ProducerConfig.LINGER_MS_CONFIG, 0,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                new StringSerializer(),
                AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, servers.registry()).serializer());
        this.markets = IntStream.range(0, markets).mapToObj(i -> new Market("binance", "M" + i + "/USDT")).toList();
        this.closes = new double[markets];
        Arrays.fill(closes, 100);
    }

    /// Writes the next hours of all markets.
    ///
    /// @return how many candles
    int writeHours(int hours, Kind kind) {
        int candles = hours * markets.size();
        for (int i = 0; i < candles; i++) {
            writeNext(kind);
        }
        requireWritten();
        return candles;
    }

    private void requireWritten() {
        producer.flush();
        unconfirmed.stream().filter(each -> each.state() == Future.State.FAILED).findFirst().ifPresent(failed -> {
            throw new IllegalStateException("a candle was not written: " + failed.exceptionNow(),
                    failed.exceptionNow());
        });
        unconfirmed.clear();
    }

    /// Writes the next candle.
    ///
    /// @return its `last_id`
    long writeNext(Kind kind) {
        int market = written % markets.size();
        Instant open = START.plus(Candle.LENGTH.multipliedBy(written / markets.size()));
        written++;
        Candle candle = next(market, open);
        unconfirmed.add(producer.send(new ProducerRecord<>(TopicName.CANDLES_1H, null,
                candle.closeTime().plus(kind.delay).toEpochMilli(), candle.market().key(),
                CandleRecords.toAvro(candle))));
        return candle.lastId();
    }

    private Candle next(int market, Instant openTime) {
        double open = closes[market];
        double close = open * Math.exp(0.01 * random.nextGaussian());
        closes[market] = close;
        return new Candle(markets.get(market), openTime, open, Math.max(open, close) * 1.002,
                Math.min(open, close) * 0.998, close, 1000 * random.nextDouble(), 0);
    }

    @Override
    public void close() {
        requireWritten();
        producer.close();
    }
}
