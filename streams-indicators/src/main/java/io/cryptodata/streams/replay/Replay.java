package io.cryptodata.streams.replay;

import io.cryptodata.domain.fold.FoldedHour;
import io.cryptodata.domain.fold.LastVersions;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Publishes the last versions of all hours of markets in order, for the stream process to fold them again beside live work.
///
/// The stream reads both topics of a partition in the order of their append times. So that live candles never wait for more
/// than two markets, a market is published when the one before the last is folded.
public final class Replay {
    /// Of the writer to `candles.replay`; those of the stream's own replays continue with a hyphen and their partition.
    public static final String TRANSACTIONAL_ID = "cryptodata-replay";

    /// hours of about 200 bytes
    private static final long MOST_HELD = 500_000;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration FOLD_TIMEOUT = Duration.ofMinutes(10);

    private final KafkaAccess broker;
    private final HttpAccess registry;
    private final Request request;
    private final Progress progress;
    private final Map<String, Integer> replayed = new TreeMap<>();
    private long candles;
    private double finishedPartitions;

    /// What is replayed.
    ///
    /// @param markets none for all of them
    /// @param emitFrom the epoch hour from which rows are emitted
    /// @param waits whether to wait until the stream has folded everything
    public record Request(Set<Market> markets, long emitFrom, boolean waits) {
        boolean includes(String key) {
            return markets.isEmpty() || markets.stream().anyMatch(market -> market.key().equals(key));
        }
    }

    /// What was replayed.
    ///
    /// @param hours how many of each market, by `exchange:asset`
    /// @param folded whether the stream has folded everything
    /// @param refused why the stream did not use the replay of a market, by market
    public record Result(Map<String, Integer> hours, long candles, boolean folded, Map<String, String> refused) {
        public Result {
            hours = Map.copyOf(hours);
            refused = Map.copyOf(refused);
        }

        /// Those that have candles.
        public Set<String> markets() {
            return hours.keySet();
        }
    }

    /// Receives each market that was published.
    @FunctionalInterface
    public interface Progress {
        /// @param markets so far, this one included
        /// @param candles so far
        /// @param done about how much is done, 0 to 1
        void published(String market, int markets, long candles, double done);
    }

    private record Written(String market, int partition, long end) {}

    public Replay(KafkaAccess broker, HttpAccess registry, Request request, Progress progress) {
        this.broker = broker;
        this.registry = registry;
        this.request = request;
        this.progress = progress;
    }

    /// Replays the markets.
    ///
    /// @throws KafkaException if the broker or the registry does not respond, or another replay was started
    /// @throws SetupException if the stream does not proceed
    public Result run() throws InterruptedException {
        String id = UUID.randomUUID().toString();
        try (Admin admin = Admin.create(broker.settings());
                Serde<Candle> serde = AvroSerdes.of(Candle.class, registry);
                TopicReader<String, byte[]> reader = TopicReader.ofBytes(broker, READ_TIMEOUT);
                ReplayWriter writer = new ReplayWriter(broker, serde.serializer(),
                        TRANSACTIONAL_ID, id, request.emitFrom())) {
            StreamProgress stream = new StreamProgress(admin);
            boolean paced = request.waits() && stream.isRunning();
            Refusals refusals = new Refusals(reader);
            List<TopicPartition> partitions = partitions(reader);
            for (int i = 0; i < partitions.size(); i++) {
                TopicPartition partition = partitions.get(i);
                PartitionHours hours = new PartitionHours(reader, serde.deserializer(), partition, request::includes,
                        MOST_HELD);
                finishedPartitions = (double) i / partitions.size();
                publish(hours, partition.partition(), writer, paced ? stream : null, partitions.size());
            }
            return new Result(replayed, candles, paced, paced ? refusals.of(id) : Map.of());
        }
    }

    private List<TopicPartition> partitions(TopicReader<String, byte[]> reader) {
        List<TopicPartition> all = reader.partitions(TopicName.CANDLES_1H);
        Set<Integer> wanted = request.markets().stream().map(market -> partitionOf(market, all.size()))
                .collect(Collectors.toSet());
        return all.stream().filter(each -> wanted.isEmpty() || wanted.contains(each.partition())).toList();
    }

    /// As Kafka's default partitioner.
    private static int partitionOf(Market market, int partitions) {
        return Utils.toPositive(Utils.murmur2(market.key().getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /// @param stream null if nothing waits for it
    private void publish(PartitionHours hours, int partition, ReplayWriter writer, @Nullable StreamProgress stream,
            int partitions) throws InterruptedException {
        Written last = null;
        long before = candles;
        for (var group = hours.next(); !group.isEmpty(); group = hours.next()) {
            while (!group.isEmpty()) {
                Map.Entry<String, LastVersions> market = group.pollFirstEntry();
                Written written = write(market.getKey(), market.getValue().inOrder(), partition, writer);
                await(last, stream);
                last = written;
                double share = Math.min(1, (double) (candles - before) / hours.records());
                progress.published(written.market(), replayed.size(), candles, done(share / partitions));
            }
        }
        await(last, stream);
    }

    private double done(double inPartition) {
        return request.markets().isEmpty()
                ? finishedPartitions + inPartition
                : (double) replayed.size() / request.markets().size();
    }

    private Written write(String market, List<FoldedHour> hours, int partition, ReplayWriter writer)
            throws InterruptedException {
        long end = writer.write(partition, market, hours);
        replayed.put(market, hours.size());
        candles += hours.size();
        return new Written(market, partition, end);
    }

    private static void await(@Nullable Written written, @Nullable StreamProgress stream) {
        if (written != null && stream != null) {
            Await.untilReady(() -> unfolded(written, stream), FOLD_TIMEOUT);
        }
    }

    private static Optional<String> unfolded(Written written, StreamProgress stream) throws InterruptedException {
        if (stream.hasFolded(written.partition(), written.end())) {
            return Optional.empty();
        }
        if (!stream.isRunning()) {
            return Optional.of("the replay of " + written.market()
                    + " is on the topic candles.replay, but no stream process runs: start ./cda streams");
        }
        return Optional.of("the replay of " + written.market() + " is not folded yet: see ./cda status");
    }
}
