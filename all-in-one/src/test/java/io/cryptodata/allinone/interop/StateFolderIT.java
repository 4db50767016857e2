package io.cryptodata.allinone.interop;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.topic.TopicReader;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// A state folder that is damaged, or was left by a killed process, rebuilds itself from the changelog; no row is lost or
/// emitted twice.
@ExtendWith(Servers.Shared.class)
class StateFolderIT {
    private static final byte[] GARBAGE = "no file of RocksDB".getBytes(StandardCharsets.UTF_8);
    /// enough for the store to be flushed while it is open
    private static final int RATES = 100_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Instant FIRST_RATE = Instant.parse("2010-01-01T00:00:00Z");

    private final Servers servers;

    StateFolderIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void a_folder_of_a_killed_process_and_damaged_files_are_rebuilt() throws Exception {
        List<List<Candle>> walks = IntStream.range(0, 6)
                .mapToObj(number -> Walk.of(new Market("binance", "HEAL" + number + "/USDT"), 60, number)).toList();
        writeRates();
        Path closed = servers.folder("closed");
        Path killed = servers.folder("killed");
        try (StreamsApp app = app(closed)) {
            app.start();
            walks.forEach(walk -> write(walk.subList(0, 30)));
            StreamsAppIT.awaitCaughtUp(app);
            copy(closed, killed); // what a killed process leaves: its memory is not there
        }
        damage(closed.resolve("cryptodata-streams"));
        assertThat(folding(closed, walks, 30, 45)).anyMatch(reason -> reason.startsWith("restoring "));
        assertThat(closed.resolve("cryptodata-streams/notes")).hasBinaryContent(GARBAGE);
        assertThat(folding(killed, walks, 45, 60)).anyMatch(reason -> reason.startsWith("restoring "));
        Map<String, List<Indicators>> rows = rows();
        walks.forEach(walk -> assertThat(rows.get(walk.getFirst().market().key()))
                .isEqualTo(Walk.expectedRows(walk)));
    }

    /// @return what the health reported
    private Set<String> folding(Path folder, List<List<Candle>> walks, int from, int to) throws InterruptedException {
        Set<String> reasons = new ConcurrentSkipListSet<>();
        try (StreamsApp app = app(folder)) {
            Thread watching = Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    reasons.addAll(app.health().reasons());
                    LockSupport.parkNanos(2_000_000);
                }
            });
            app.start();
            walks.forEach(walk -> write(walk.subList(from, to)));
            StreamsAppIT.awaitCaughtUp(app);
            StreamsAppIT.await(() -> app.health().equals(Health.up()));
            watching.interrupt();
            watching.join();
        }
        return reasons;
    }

    private static void damage(Path stores) throws IOException {
        Files.write(stores.resolve("0_0/rocksdb/market-state/CURRENT"), GARBAGE);
        for (Path sorted : sorted(stores.resolve("0_1"))) {
            flipBlocks(sorted);
        }
        remove(stores.resolve("0_2"));
        Files.write(stores.resolve("0_2"), GARBAGE);
        Files.write(stores.resolve("2_0/.checkpoint"), GARBAGE);
        for (Path sorted : sorted(stores.resolve("global"))) {
            Files.write(sorted, GARBAGE);
        }
        Files.write(stores.resolve("kafka-streams-process-metadata"), GARBAGE);
        Files.write(stores.resolve("notes"), GARBAGE);
    }

    /// Only a read finds this damage: the file's size and its footer are as they were.
    private static void flipBlocks(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < Math.max(bytes.length - 2000, 0); i++) {
            bytes[i] ^= 0x5a;
        }
        Files.write(file, bytes);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".sst")).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                    return FileVisitResult.CONTINUE;
                } catch (NoSuchFileException removed) {
                    return visitFileFailed(file, removed);
                }
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                assertThat(file).as("removed by a compaction").doesNotExist();
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void writeRates() {
        Records.write(servers, new StringSerializer(), IntStream.range(0, RATES).mapToObj(hour -> new ProducerRecord<>(
                TopicName.RATES_USD, "binance:BTC/USDT@" + FIRST_RATE.plusSeconds(3600L * hour), "100.5")).toList());
    }

    private StreamsApp app(Path folder) {
        return new StreamsApp(StreamsConfig.of(servers.bootstrap(), servers.registry(), folder),
                new SimpleMeterRegistry());
    }

    private void write(List<Candle> some) {
        try (var candles = AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, servers.registry())) {
            Records.write(servers, candles.serializer(), some.stream()
                    .map(candle -> new ProducerRecord<>(TopicName.CANDLES_1H, null, candle.market().key(),
                            CandleRecords.toAvro(candle), List.of(CandleHeaders.remaining(0))))
                    .toList());
        }
    }

    /// All committed rows by market.
    private Map<String, List<Indicators>> rows() {
        Map<String, List<Indicators>> rows = new HashMap<>();
        try (var indicators = AvroSerdes.of(Indicators.class, servers.registry());
                TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(servers.bootstrap()),
                        TIMEOUT)) {
            reader.assign(reader.partitions(TopicName.INDICATORS));
            reader.readToEnd(row -> rows.computeIfAbsent(row.key(), any -> new ArrayList<>())
                    .add(indicators.deserializer().deserialize(TopicName.INDICATORS, row.value())));
        }
        return rows;
    }
}
