package io.cryptodata.allinone.interop;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleHeaders;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicReader;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Markets whose state is of a former release that lacks a column: the stream replays them by itself, beside live candles.
/// The states are the fixtures of `domain`, one of every released version, without the memory of `ema36`.
@ExtendWith(Servers.Shared.class)
class BackgroundReplayIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Path FIXTURES = Path.of(System.getProperty("repository.root"),
            "domain/src/test/resources/fold-state");
    private static final String CHANGELOG = "cryptodata-streams-market-state-changelog";
    /// of which the correction window has about half
    private static final int DAYS = 100;
    private static final Instant NEWEST_OF_FIXTURES = Instant.parse("2020-09-24T15:00:00Z");
    private static final Market FIXTURE_MARKET = new Market("binance", "BTC/USDT");

    private final Servers servers;

    BackgroundReplayIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void markets_of_every_released_version_are_filled_beside_live_candles() throws IOException {
        List<List<Candle>> walks = walks("FILL", versions().size());
        fold(walks, "fill-before");
        for (int i = 0; i < walks.size(); i++) {
            downgrade(marketOf(walks.get(i)), versions().get(i));
        }
        MeterRegistry meters = new SimpleMeterRegistry();
        try (StreamsApp app = app("fill-after", meters)) {
            app.start();
            assertThat(Await.until(() -> cold(meters) == walks.size(), TIMEOUT)).isTrue();
            walks.forEach(walk -> write(walk.subList(DAYS * 24, walk.size())));
            assertThat(Await.until(() -> cold(meters) == 0, TIMEOUT)).isTrue();
            assertThat(Await.until(() -> app.lag().orElse(1) == 0, TIMEOUT)).isTrue();
            assertThat(Await.until(() -> app.health().equals(Health.up()), TIMEOUT)).isTrue();
            assertThat(Await.until(() -> completed(meters) == walks.size(), TIMEOUT)).isTrue();
        }
        walks.forEach(this::assertFilled);
    }

    @Test
    void two_processes_that_share_the_partitions_fill_all_markets() throws Exception {
        List<List<Candle>> walks = walks("SHARED", 6);
        fold(walks, "shared-before");
        for (List<Candle> walk : walks) {
            downgrade(marketOf(walk), versions().getLast());
        }
        MeterRegistry firstMeters = new SimpleMeterRegistry();
        MeterRegistry secondMeters = new SimpleMeterRegistry();
        try (StreamsApp first = app("shared-1", firstMeters); StreamsApp second = app("shared-2", secondMeters)) {
            Thread other = Thread.ofVirtual().start(second::start);
            first.start();
            other.join();
            walks.forEach(walk -> write(walk.subList(DAYS * 24, walk.size())));
            assertThat(Await.until(() -> completed(firstMeters) + completed(secondMeters) >= walks.size(), TIMEOUT))
                    .isTrue();
            assertThat(Await.until(() -> cold(firstMeters) + cold(secondMeters) == 0, TIMEOUT)).isTrue();
            assertThat(Await.until(() -> first.lag().orElse(1) == 0, TIMEOUT)).isTrue();
            assertThat(Await.until(() -> first.health().equals(Health.up()) && second.health().equals(Health.up()),
                    TIMEOUT)).isTrue();
        }
        walks.forEach(this::assertFilled);
    }

    @Test
    void a_market_whose_hours_are_gone_is_named_and_the_others_are_filled() throws IOException {
        List<List<Candle>> walks = walks("GONE", 2);
        List<Candle> gone = walks.getFirst();
        fold(List.of(walks.getLast()), "gone-before");
        write(gone.subList(0, 500)); // without the newest hour of the state
        downgrade(marketOf(gone), versions().getLast());
        downgrade(marketOf(walks.getLast()), versions().getLast());
        MeterRegistry meters = new SimpleMeterRegistry();
        try (StreamsApp app = app("gone-after", meters)) {
            app.start();
            assertThat(Await.until(() -> app.health().reasons().toString().contains(marketOf(gone).key())
                    && cold(meters) == 1, TIMEOUT)).isTrue();
            assertThat(app.health().reasons()).singleElement().asString().contains(marketOf(gone).key(),
                    "./cda replay");
            assertThat(meters.get("cda.streams.cold.refused").gauge().value()).isEqualTo(1);
            Run run = Run.cda("replay", "--kafka", servers.bootstrap(), "--registry", servers.registry(), "--market",
                    marketOf(gone).key());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains(marketOf(gone).key() + ": the replay lacks hours before");
        }
        downgraded(marketOf(gone), null);
    }

    /// The stream folds all but the last two days.
    private void fold(List<List<Candle>> walks, String folder) {
        try (StreamsApp app = app(folder, new SimpleMeterRegistry())) {
            app.start();
            walks.forEach(walk -> write(walk.subList(0, DAYS * 24)));
            assertThat(Await.until(() -> app.lag().orElse(1) == 0, TIMEOUT)).isTrue();
        }
    }

    /// Every row that history has, too, has all columns, and was emitted again.
    private void assertFilled(List<Candle> walk) {
        Map<String, Indicators> rows = newestRows(marketOf(walk));
        List<Indicators> expected = Walk.expectedRows(walk).stream().filter(Indicators::getClosed).toList();
        assertThat(expected).hasSizeGreaterThan(DAYS * 24);
        expected.forEach(row -> {
            Indicators filled = rows.get(row.getTimeframe() + " " + row.getLastId());
            assertThat(filled).isNotNull();
            assertThat(Indicators.newBuilder(filled).setRevision(0).build()).isEqualTo(row);
        });
        Candle first = walk.getFirst();
        assertThat(rows.get("1h " + first.lastId())).isNotNull().extracting(Indicators::getRevision)
                .isNotEqualTo(0);
    }

    private Map<String, Indicators> newestRows(Market market) {
        Map<String, Indicators> newest = new HashMap<>();
        try (var indicators = AvroSerdes.of(Indicators.class, servers.registry());
                TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(servers.bootstrap()),
                        TIMEOUT)) {
            reader.assign(reader.partitions(TopicName.INDICATORS));
            reader.readToEnd(each -> {
                if (each.key().equals(market.key())) {
                    Indicators row = indicators.deserializer().deserialize(TopicName.INDICATORS, each.value());
                    newest.merge(row.getTimeframe() + " " + row.getLastId(), row,
                            (former, next) -> next.getRevision() > former.getRevision() ? next : former);
                }
            });
        }
        return newest;
    }

    private void downgrade(Market market, String version) throws IOException {
        byte[] state = Files.readAllBytes(FIXTURES.resolve(version + ".bin"));
        downgraded(market, withoutEma36(ofMarket(state, market)));
    }

    /// Replaces all entries of a market on the changelog by one state, or by none.
    private void downgraded(Market market, byte @Nullable [] state) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        int partition = -1;
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(servers.bootstrap()),
                TIMEOUT)) {
            for (TopicPartition each : reader.partitions(TopicName.CANDLES_1H)) {
                boolean[] found = new boolean[1];
                reader.assign(List.of(each));
                reader.readToEnd(message -> found[0] |= market.key().equals(message.key()));
                partition = found[0] ? each.partition() : partition;
            }
            int own = partition;
            reader.assign(List.of(new TopicPartition(CHANGELOG, own)));
            reader.readLatest().keySet().stream()
                    .filter(key -> key.equals(market.key()) || key.startsWith(market.key() + '\0'))
                    .forEach(key -> records.add(new ProducerRecord<>(CHANGELOG, own, key, null)));
            records.add(new ProducerRecord<>(CHANGELOG, own, market.key(), state));
        }
        Records.write(servers, new ByteArraySerializer(), records);
    }

    /// A state has the hash of its market.
    private static byte[] ofMarket(byte[] state, Market market) {
        String from = text(ByteBuffer.allocate(Long.BYTES).putLong(LastId.hashOf(FIXTURE_MARKET)).array());
        String to = text(ByteBuffer.allocate(Long.BYTES).putLong(LastId.hashOf(market)).array());
        assertThat(text(state)).contains(from);
        return text(state).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The column has another name of the same length in the directory.
    private static byte[] withoutEma36(byte[] state) {
        assertThat(text(state)).contains("ema36");
        return text(state).replaceFirst("ema36", "was36").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<String> versions() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".bin"))
                    .map(name -> name.substring(0, name.indexOf('.'))).sorted().toList();
        }
    }

    private static double cold(MeterRegistry meters) {
        return meters.get("cda.streams.cold.markets").gauge().value();
    }

    private static double completed(MeterRegistry meters) {
        return meters.get("cda.streams.replayed").tag("outcome", "completed").counter().count();
    }

    private StreamsApp app(String folder, MeterRegistry meters) {
        return new StreamsApp(StreamsConfig.of(servers.bootstrap(), servers.registry(), servers.folder(folder)),
                meters);
    }

    private void write(List<Candle> some) {
        try (var candles = AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, servers.registry())) {
            Records.write(servers, candles.serializer(), some.stream()
                    .map(candle -> new ProducerRecord<>(TopicName.CANDLES_1H, null, candle.market().key(),
                            CandleRecords.toAvro(candle), List.of(CandleHeaders.remaining(0))))
                    .toList());
        }
    }

    private static Market marketOf(List<Candle> walk) {
        return walk.getFirst().market();
    }

    /// Walks whose first hundred days end with the newest hour of the fixtures, and two days more.
    private static List<List<Candle>> walks(String name, int count) {
        List<List<Candle>> walks = new ArrayList<>();
        Instant start = NEWEST_OF_FIXTURES.plus(Candle.LENGTH).minus(Duration.ofDays(DAYS));
        for (int number = 0; number < count; number++) {
            Market market = new Market("binance", name + number + "/USDT");
            Random random = new Random(number);
            List<Candle> walk = new ArrayList<>();
            double price = 100;
            for (int hour = 0; hour < (DAYS + 2) * 24; hour++) {
                double close = price * (0.98 + 0.04 * random.nextDouble());
                walk.add(new Candle(market, start.plusSeconds(3600L * hour), price, Math.max(price, close) * 1.01,
                        Math.min(price, close) * 0.99, close, random.nextDouble(), 0));
                price = close;
            }
            walks.add(walk);
        }
        return walks;
    }
}
