package io.cryptodata.streams.replay;

import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.LastVersions;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Predicate;

/// One partition of `candles.1h` whose markets are replayed: its hours, and their publication to `candles.replay`.
interface OpenPartition extends AutoCloseable {
    /// Its number.
    int number();

    /// The hours of the next markets, by key; empty after the last one.
    SequencedMap<String, LastVersions> next();

    /// Publishes some of the hours of a market as [ReplayWriter#write(int, String, List, int, int)].
    long write(String market, List<FoldedHour> hours, int from, int to) throws InterruptedException;

    @Override
    void close();

    /// Opens partitions.
    @FunctionalInterface
    interface Opener {
        /// @param wanted the keys of the markets
        OpenPartition open(int partition, Predicate<String> wanted);
    }

    /// Opens partitions of a broker. The transactional id is the partition's: where two processes replay it at the time when
    /// it moves from one to the other, the second one fences the first.
    static Opener of(KafkaAccess broker, HttpAccess registry) {
        return (partition, wanted) -> new OfBroker(broker, registry, partition, wanted);
    }

    /// A partition of a broker. Connects with the first call.
    final class OfBroker implements OpenPartition {
        /// hours of about 200 bytes, beside the work of the stream
        private static final long MOST_HELD = 200_000;
        private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

        private final KafkaAccess broker;
        private final TopicPartition partition;
        private final Predicate<String> wanted;
        private final Serde<Candle> candles;
        private final TopicReader<String, byte[]> reader;
        private @Nullable PartitionHours hours;
        private @Nullable ReplayWriter writer;

        private OfBroker(KafkaAccess broker, HttpAccess registry, int number, Predicate<String> wanted) {
            this.broker = broker;
            this.partition = new TopicPartition(TopicName.CANDLES_1H, number);
            this.wanted = wanted;
            this.candles = AvroSerdes.of(Candle.class, registry);
            this.reader = TopicReader.ofBytes(broker, READ_TIMEOUT);
        }

        @Override
        public int number() {
            return partition.partition();
        }

        @Override
        public SequencedMap<String, LastVersions> next() {
            PartitionHours reading = hours;
            if (reading == null) {
                reading = new PartitionHours(reader, candles.deserializer(), partition, wanted, MOST_HELD);
                hours = reading;
            }
            return reading.next();
        }

        @Override
        public long write(String market, List<FoldedHour> all, int from, int to) throws InterruptedException {
            ReplayWriter writing = writer;
            if (writing == null) {
                writing = new ReplayWriter(broker, candles.serializer(),
                        Replay.TRANSACTIONAL_ID + '-' + number(), UUID.randomUUID().toString(), Long.MIN_VALUE);
                writer = writing;
            }
            return writing.write(number(), market, all, from, to);
        }

        @Override
        public void close() {
            try (candles; reader) {
                if (writer != null) {
                    writer.close();
                }
            }
        }
    }
}
