package io.cryptodata.allinone.crash;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Publishes candles of many markets as the producers do, a transaction per page: new hours, pages of several hours, holes that
/// are filled later, and revisions. One market is quoted in BTC, and one is the rate of BTC; both stay in step, so that a
/// rate comes before or after its candle, and inside the correction window.
final class CandleFeed implements Runnable, AutoCloseable {
    /// hours between the market in BTC and its rate
    private static final int MOST_APART = 200;
    private static final int FILLED_PERCENT = 4;
    /// more than the holes that open
    private static final int FILLED_PERCENT_OF_PAIR = 8;
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final Random random;
    private final List<MarketFeed> markets;
    private final MarketFeed inBitcoin;
    private final MarketFeed bitcoin;
    private final Serializer<io.cryptodata.schemas.avro.Candle> values;
    private final String bootstrap;
    private KafkaProducer<String, byte[]> producer;
    private final Duration pause;
    private volatile boolean stopped;
    private long published;

    /// @param markets at least two
    /// @param perSecond pages
    CandleFeed(String bootstrap, Serializer<io.cryptodata.schemas.avro.Candle> values, int markets, int perSecond,
            long seed) {
        this.random = new Random(seed);
        this.values = values;
        this.pause = Duration.ofSeconds(1).dividedBy(perSecond);
        this.inBitcoin = new MarketFeed(new Market("binance", "M0/BTC"), FILLED_PERCENT_OF_PAIR);
        this.bitcoin = new MarketFeed(new Market("binance", "BTC/USDT"), FILLED_PERCENT_OF_PAIR);
        this.markets = Stream.concat(
                IntStream.range(2, markets).mapToObj(
                        number -> new MarketFeed(new Market("binance", "M" + number + "/USDT"), FILLED_PERCENT)),
                Stream.of(inBitcoin, bitcoin)).toList();
        this.bootstrap = bootstrap;
        this.producer = connected(bootstrap);
    }

    private static KafkaProducer<String, byte[]> connected(String bootstrap) {
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap,
                "transactional.id", "candle-feed", "client.id", "candle-feed"), new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /// Continues as a process that was stopped meanwhile and has no metadata of topics.
    void reconnect() {
        producer.close();
        producer = connected(bootstrap);
    }

    @Override
    public void run() {
        while (!stopped) {
            publishPages(1);
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private MarketFeed inStep(MarketFeed market) {
        int ahead = inBitcoin.hour - bitcoin.hour;
        if (market == inBitcoin && ahead > MOST_APART) {
            return bitcoin;
        }
        return market == bitcoin && -ahead > MOST_APART ? inBitcoin : market;
    }

    /// Publishes pages of all kinds.
    void publishPages(int count) {
        for (int page = 0; page < count; page++) {
            publish(inStep(markets.get(random.nextInt(markets.size()))).next());
        }
    }

    /// Publishes this many hours of every market, a page each.
    void publishHistory(int hours) {
        markets.forEach(market -> publish(market.page(hours)));
    }

    /// Publishes one hour at a time, of one market after the other, at the configured rate until stopped; every twentieth
    /// revises the newest hour.
    void runSteadily() {
        long start = System.nanoTime();
        for (long number = 0; !stopped; number++) {
            MarketFeed market = markets.get((int) (number % markets.size()));
            publish(random.nextInt(20) == 0 ? market.revisedNewest() : market.page(1));
            LockSupport.parkNanos(start + (number + 1) * pause.toNanos() - System.nanoTime());
        }
    }

    void stop() {
        stopped = true;
    }

    long published() {
        return published;
    }

    private void publish(List<Candle> page) {
        producer.beginTransaction();
        int remaining = page.size();
        for (Candle candle : page) {
            remaining--;
            byte[] value = values.serialize(TopicName.CANDLES_1H, CandleRecords.toAvro(candle));
            var unused = producer.send(new ProducerRecord<>(TopicName.CANDLES_1H, null, candle.market().key(), value,
                    List.of(CandleHeaders.remaining(remaining))));
        }
        producer.commitTransaction();
        published += page.size();
    }

    @Override
    public void close() {
        producer.close();
    }

    private final class MarketFeed {
        private final Market market;
        private final int filledPercent;
        private final List<Candle> served = new ArrayList<>();
        private final List<Integer> holes = new ArrayList<>();
        private int hour;
        private double price = 100;

        MarketFeed(Market market, int filledPercent) {
            this.market = market;
            this.filledPercent = filledPercent;
        }

        List<Candle> next() {
            int kind = random.nextInt(100);
            if (kind < 5 && !served.isEmpty()) {
                return List.of(revised(served.size() - 1 - random.nextInt(Math.min(served.size(), 100))));
            }
            if (kind < 5 + filledPercent && !holes.isEmpty()) {
                return filled();
            }
            if (kind < 10 + filledPercent) {
                int skipped = 1 + random.nextInt(20);
                IntStream.range(hour, hour + skipped).forEach(holes::add);
                hour += skipped;
            }
            int length = kind < 40 ? 2 + random.nextInt(30) : 1;
            return page(length);
        }

        List<Candle> page(int length) {
            return IntStream.range(0, length).mapToObj(ignored -> candle(hour++)).toList();
        }

        List<Candle> revisedNewest() {
            return served.isEmpty() ? page(1) : List.of(revised(served.size() - 1));
        }

        private List<Candle> filled() {
            List<Integer> page = List.copyOf(holes.subList(0, Math.min(holes.size(), 1 + random.nextInt(20))));
            holes.removeAll(page);
            return page.stream().map(this::candle).toList();
        }

        private Candle revised(int index) {
            Candle former = served.get(index);
            double close = former.low() + (former.high() - former.low()) * random.nextDouble();
            Candle candle = new Candle(market, former.openTime(), former.open(), former.high(), former.low(), close,
                    former.volume() * 2, former.revision() + 1);
            served.set(index, candle);
            return candle;
        }

        private Candle candle(int hour) {
            double open = price;
            price *= Math.exp(0.02 * random.nextGaussian());
            double high = Math.max(open, price) * (1 + 0.01 * random.nextDouble());
            double low = Math.min(open, price) * (1 - 0.01 * random.nextDouble());
            Candle candle = new Candle(market, START.plus(Candle.LENGTH.multipliedBy(hour)), open, high, low, price,
                    1000 * random.nextDouble(), 0);
            served.add(candle);
            return candle;
        }
    }
}
