package io.cryptodata.allinone.benchmark;

import io.cryptodata.allinone.benchmark.MeasuredCandles.Kind;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.streams.config.StreamsConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Measures the stream through a real broker with exactly-once transactions: live candles per second, as a ratio to a
/// topology that only copies bytes; and the latency of a candle's records at steady rates, for several commit intervals.
/// Exits with status 1 if a target is missed.
public final class BenchmarkTopology {
    private static final double RATIO = 0.6;
    private static final double CANDLES_PER_SECOND = 20_000;
    private static final double P99_MILLIS = 250;
    private static final List<Duration> COMMITS = List.of(Duration.ofMillis(300), Duration.ofMillis(100),
            Duration.ofMillis(50));
    private static final List<Integer> RATES = List.of(50, 1000);

    private final StreamServers servers;
    private final MeasuredCandles candles;

    private BenchmarkTopology(StreamServers servers, MeasuredCandles candles) {
        this.servers = servers;
        this.candles = candles;
    }

    /// How much is measured.
    ///
    /// @param history hours before the measured ones, which also warm up
    /// @param live hours of the throughput
    /// @param latency how long each rate lasts
    record Size(int markets, int history, int live, Duration latency) {
        static final Size FULL = new Size(2500, 60, 80, Duration.ofSeconds(20));
    }

    /// What was measured, apart from the lines.
    ///
    /// @param latencies by commit interval and rate, in the order of both lists
    /// @param surplus records beyond eight of a candle
    record Measured(Throughput history, Throughput product, Throughput bare, List<Latency> latencies, long surplus) {
        double ratio() {
            return product.candlesPerSecond() / bare.candlesPerSecond();
        }
    }

    /// @param arguments markets, hours of history, live hours, and seconds of each rate; 2500 60 80 20 by default
    public static void main(String[] arguments) throws IOException, InterruptedException {
        NumberArguments numbers = NumberArguments.of(arguments);
        Size size = new Size(numbers.at(0, Size.FULL.markets), numbers.at(1, Size.FULL.history),
                numbers.at(2, Size.FULL.live), Duration.ofSeconds(numbers.at(3, (int) Size.FULL.latency.toSeconds())));
        Path folder = Files.createTempDirectory("cda-topology");
        Measured measured = run(folder, size);
        Utils.delete(folder.toFile());
        print("candles/s %,.0f (bound %,.0f), ratio %.2f (bound %.2f), by processor time of the stream thread %.2f",
                measured.product.candlesPerSecond(), CANDLES_PER_SECOND, measured.ratio(), RATIO,
                measured.bare.threadMicrosPerCandle() / measured.product.threadMicrosPerCandle());
        double p99 = measured.latencies.get(COMMITS.indexOf(Duration.ofMillis(100)) * RATES.size() + 1).p99Millis();
        print("p99 at 1,000 candles/s with a commit every 100 ms %.0f ms (bound %.0f ms)", p99, P99_MILLIS);
        System.exit(measured.ratio() >= RATIO && measured.product.candlesPerSecond() >= CANDLES_PER_SECOND
                && p99 < P99_MILLIS ? 0 : 1);
    }

    /// Measures in an empty folder and prints a line for each figure.
    static Measured run(Path folder, Size size) throws InterruptedException {
        print("Java %s, %d processors; %d markets, %d hours of history, %d live hours", Runtime.version(),
                Runtime.getRuntime().availableProcessors(), size.markets, size.history, size.live);
        try (StreamServers servers = StreamServers.started(folder);
                MeasuredCandles candles = new MeasuredCandles(servers, size.markets)) {
            return new BenchmarkTopology(servers, candles).measured(size);
        }
    }

    private Measured measured(Size size) throws InterruptedException {
        // the last hour is live, so that the newest records are those of a live candle
        int past = candles.writeHours(size.history, Kind.HISTORY) + candles.writeHours(1, Kind.LIVE);
        Throughput history = Throughput.of(StreamUnderTest.ofProduct(config(COMMITS.getFirst())), past);
        print("history: %s", history);
        Map<ByteBuffer, List<byte[]>> values = newestValues();
        Throughput.of(bare(values), past);
        int now = candles.writeHours(size.live, Kind.LIVE);
        Throughput product = Throughput.of(StreamUnderTest.ofProduct(config(COMMITS.getFirst())), now);
        print("live candles: %s", product);
        Throughput bare = Throughput.of(bare(values), now);
        print("bare copies of %d bytes: %s", values.values().iterator().next().stream().mapToInt(value -> value.length)
                .sum(), bare);
        List<Latency> latencies = new ArrayList<>();
        long surplus = 0;
        for (Duration commit : COMMITS) {
            surplus += measureLatency(commit, size.latency, latencies);
        }
        return new Measured(history, product, bare, List.copyOf(latencies), surplus);
    }

    private long measureLatency(Duration commit, Duration duration, List<Latency> latencies)
            throws InterruptedException {
        try (StreamUnderTest product = StreamUnderTest.ofProduct(config(commit));
                IndicatorReader reader = new IndicatorReader(servers)) {
            product.start();
            Throughput.await(product::isRunning, "the start of the stream");
            for (int rate : RATES) {
                Latency latency = Latency.of(candles, reader, rate, duration);
                print("commit every %d ms, %,d candles/s: %s", commit.toMillis(), rate, latency);
                latencies.add(latency);
            }
            return reader.surplus();
        }
    }

    private StreamUnderTest bare(Map<ByteBuffer, List<byte[]>> values) {
        return new BareTopology(servers, config(COMMITS.getFirst()), values);
    }

    private StreamsConfig config(Duration commit) {
        return StreamsConfig.from(Map.of("STREAMS_BOOTSTRAP_SERVERS", servers.bootstrap(),
                "STREAMS_REGISTRY_URL", servers.registry(), "STREAMS_COMMIT_EVERY", commit.toString(),
                "STREAMS_STATE_DIR", servers.folder().resolve("streams").toString(), "STREAMS_HTTP_PORT", "off"));
    }

    /// The values of each market's newest candle, as the product wrote them.
    private Map<ByteBuffer, List<byte[]>> newestValues() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers.bootstrap(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TopicName.INDICATORS).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<ByteBuffer, Deque<byte[]>> newest = new HashMap<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(each -> addNewest(newest, each));
            }
            return newest.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
        }
    }

    private static void addNewest(Map<ByteBuffer, Deque<byte[]>> newest, ConsumerRecord<byte[], byte[]> each) {
        Deque<byte[]> values = newest.computeIfAbsent(ByteBuffer.wrap(each.key()), any -> new ArrayDeque<>());
        values.add(each.value());
        if (values.size() > IndicatorReader.PER_CANDLE) {
            values.remove();
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
