package io.cryptodata.allinone.embedded;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

/// Compares `candles_as_known_at` with what a reader of committed records had read at moments of the run, while
/// transactions with revisions, repeats and former revisions of a few hours are committed and aborted.
final class CandlesAsKnown implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Market MARKET = new Market("okx", "ETH/USDT");
    private static final Instant FIRST_HOUR = Instant.parse("2024-05-01T12:00:00Z");
    private static final int TRANSACTIONS = 25;
    private static final int HOURS = 5;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> reader;
    private final Serde<io.cryptodata.schemas.avro.Candle> serde;
    private final List<Version> sent = new ArrayList<>();
    private final Map<Integer, Version> read = new TreeMap<>();
    private final Map<Instant, List<String>> expected = new TreeMap<>();
    private int recordsRead;

    /// @param knownAt in milliseconds since 1970; 0 before the record was read
    private record Version(int hour, int price, int revision, long knownAt) {
        private boolean replaces(Version known) {
            return revision > known.revision || revision == known.revision && price != known.price;
        }
    }

    private CandlesAsKnown(EmbeddedRuntime runtime) {
        String bootstrap = runtime.broker().bootstrap();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "transactional.id", "candles-as-known"),
                new StringSerializer(), new ByteArraySerializer());
        reader = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(), new ByteArrayDeserializer());
        serde = AvroSerdes.of(io.cryptodata.schemas.avro.Candle.class, runtime.registry().url());
    }

    static void check(EmbeddedRuntime runtime, DatabaseAccess database) {
        try (CandlesAsKnown run = new CandlesAsKnown(runtime)) {
            System.out.println("candles as known: seed " + run.seed);
            run.publish();
            run.compareWith(database);
        }
    }

    private void publish() {
        producer.initTransactions();
        List<TopicPartition> partitions = reader.partitionsFor(TopicName.CANDLES_1H).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        int committed = 0;
        for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
            boolean last = transaction == TRANSACTIONS - 1;
            List<Version> versions = last ? List.of(new Version(HOURS, 1, 0, 0)) : randomVersions();
            producer.beginTransaction();
            versions.forEach(this::send);
            producer.flush();
            Instant inFlight = nextMoment();
            if (!last && random.nextInt(4) == 0) {
                producer.abortTransaction();
            } else {
                producer.commitTransaction();
                sent.addAll(versions);
                committed += versions.size();
            }
            readUpTo(committed);
            // a record is appended before it can be read: the moment in between has what is read at the commit
            expected.put(inFlight, rowsRead());
            expected.put(nextMoment(), rowsRead());
        }
    }

    /// Now, to the millisecond; nothing that follows happens in the same millisecond.
    private static Instant nextMoment() {
        Instant now = Instant.now().truncatedTo(MILLIS);
        while (!Instant.now().truncatedTo(MILLIS).isAfter(now)) {
            Thread.onSpinWait();
        }
        return now;
    }

    /// New and former revisions; now and then a former record once more, unless other values of its revision followed.
    private List<Version> randomVersions() {
        List<Version> versions = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            List<Version> all = Stream.concat(sent.stream(), versions.stream()).toList();
            if (!all.isEmpty() && random.nextInt(3) == 0) {
                Version former = all.get(random.nextInt(all.size()));
                all.stream().filter(each -> each.hour == former.hour && each.revision == former.revision)
                        .reduce((_, newest) -> newest).ifPresent(versions::add);
            } else {
                versions.add(new Version(random.nextInt(HOURS), 1 + random.nextInt(1_000_000), random.nextInt(4), 0));
            }
        }
        return versions;
    }

    private void send(Version version) {
        io.cryptodata.schemas.avro.Candle candle = CandleRecords.toAvro(new Candle(MARKET,
                FIRST_HOUR.plus(Duration.ofHours(version.hour)), version.price, version.price, version.price,
                version.price, 1, version.revision));
        var _ = producer.send(new ProducerRecord<>(TopicName.CANDLES_1H, MARKET.key(),
                serde.serializer().serialize(TopicName.CANDLES_1H, candle)));
    }

    private void readUpTo(int committed) {
        assertThat(Await.until(() -> {
            reader.poll(Duration.ofMillis(100)).forEach(this::read);
            return recordsRead >= committed;
        }, TIMEOUT)).as("%d of %d records read", recordsRead, committed).isTrue();
        assertThat(recordsRead).isEqualTo(committed);
    }

    private void read(ConsumerRecord<String, byte[]> message) {
        if (MARKET.key().equals(message.key())) {
            recordsRead++;
            io.cryptodata.schemas.avro.Candle candle = serde.deserializer().deserialize(message.topic(),
                    message.value());
            int hour = (int) Duration.between(FIRST_HOUR, candle.getTimestamp()).toHours();
            Version version = new Version(hour, (int) candle.getClose(), candle.getRevision(), message.timestamp());
            read.merge(hour, version, (known, next) -> next.replaces(known) ? next : known);
        }
    }

    private List<String> rowsRead() {
        return read.values().stream().map(each -> "%d|%d|%d|%d".formatted(each.hour, each.price, each.revision,
                each.knownAt)).toList();
    }

    private void compareWith(DatabaseAccess database) {
        List<String> all = rowsRead();
        Instant now = Instant.now();
        assertThat(Await.until(() -> asKnownAt(database, now).equals(all), TIMEOUT)).as("seed %d", seed).isTrue();
        expected.forEach((moment, rows) -> assertThat(asKnownAt(database, moment)).as("at %s, seed %d", moment, seed)
                .isEqualTo(rows));
        assertThat(expected.values().stream().distinct().count()).isGreaterThan(5);
    }

    private static List<String> asKnownAt(DatabaseAccess database, Instant moment) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(
                        """
                                SELECT extract(epoch FROM timestamp - ?)::bigint / 3600 || '|' || close || '|' || revision || '|'
                                    || (extract(epoch FROM known_at) * 1000)::bigint
                                FROM candles_as_known_at(?) WHERE asset = ? AND exchange = ? ORDER BY timestamp""")) {
            statement.setObject(1, FIRST_HOUR.atOffset(ZoneOffset.UTC));
            statement.setObject(2, moment.atOffset(ZoneOffset.UTC));
            statement.setString(3, MARKET.asset());
            statement.setString(4, MARKET.exchange());
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        reader.close();
        serde.close();
    }
}
