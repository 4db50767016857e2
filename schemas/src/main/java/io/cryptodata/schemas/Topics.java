package io.cryptodata.schemas;

import io.cryptodata.schemas.avro.AssetDeclaration;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.schemas.avro.LedgerEntry;
import io.cryptodata.schemas.avro.ListingEntry;
import io.cryptodata.schemas.avro.Operation;
import io.cryptodata.schemas.avro.OverridesHeartbeat;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.schemas.avro.UniverseEntry;
import org.apache.avro.Schema;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import static io.cryptodata.schemas.Topic.Kept.COMPACTED;
import static io.cryptodata.schemas.Topic.Kept.FOR_7_DAYS;
import static io.cryptodata.schemas.Topic.Kept.FOR_90_DAYS;
import static io.cryptodata.schemas.Topic.Kept.FOR_EVER;

/// The catalogue of topics: all that must exist before anything runs. A topic of dead letters follows from its topic's row.
///
/// Topics of markets share the number of partitions and the key, so that a market is partition *n* everywhere.
///
/// @param all in the order in which they are created and listed
public record Topics(List<Topic> all) {
    /// How many partitions the topics of markets have unless configured otherwise.
    public static final int DEFAULT_PARTITIONS = 12;
    /// topics with a few thousand records an hour
    private static final int SMALL_PARTITIONS = 3;
    /// dead letters are few and read by people: one partition keeps them in order
    private static final int DEAD_LETTER_PARTITIONS = 1;

    public Topics {
        all = List.copyOf(all);
    }

    /// The catalogue with [#DEFAULT_PARTITIONS] partitions for the topics of markets.
    public static Topics catalogue() {
        return withPartitions(DEFAULT_PARTITIONS);
    }

    /// The catalogue with `partitions` partitions for the topics of markets.
    public static Topics withPartitions(int partitions) {
        List<Topic> topics = rows(partitions);
        Stream<Topic> deadLetters = topics.stream().filter(Topic::hasDeadLetters).map(Topics::deadLettersOf);
        return new Topics(Stream.concat(topics.stream(), deadLetters).toList());
    }

    private static List<Topic> rows(int partitions) {
        return List.of(
                new Topic(TopicName.CANDLES_1H, partitions, FOR_EVER, Candle.getClassSchema()).withDeadLetters(),
                new Topic(TopicName.CANDLES_REPLAY, partitions, FOR_7_DAYS, Candle.getClassSchema()).withDeadLetters(),
                new Topic(TopicName.CANDLES_ROLLUP, partitions, FOR_EVER, CandleRollup.getClassSchema()),
                new Topic(TopicName.INDICATORS, partitions, FOR_EVER, Indicators.getClassSchema()).withDeadLetters(),
                new Topic(TopicName.RATES_USD, SMALL_PARTITIONS, COMPACTED, null),
                new Topic(TopicName.CANDLES_QUARANTINE, partitions, FOR_90_DAYS, QuarantinedCandle.getClassSchema()),
                new Topic(TopicName.UNIVERSE, partitions, COMPACTED, UniverseEntry.getClassSchema()).withDeadLetters(),
                new Topic(TopicName.LEDGER, partitions, COMPACTED, LedgerEntry.getClassSchema()).withDeadLetters(),
                new Topic(TopicName.LISTINGS, SMALL_PARTITIONS, COMPACTED, ListingEntry.getClassSchema())
                        .withDeadLetters(),
                new Topic(TopicName.COINGECKO_MARKETS, SMALL_PARTITIONS, FOR_7_DAYS, CoinMarket.getClassSchema())
                        .withDeadLetters(),
                new Topic(TopicName.COINGECKO_SNAPSHOTS, SMALL_PARTITIONS, FOR_EVER, CoinSnapshot.getClassSchema())
                        .withDeadLetters(),
                new Topic(TopicName.OVERRIDES_ASSET_DECLARATION, 1, COMPACTED, AssetDeclaration.getClassSchema())
                        .withDeadLetters(),
                new Topic(TopicName.OVERRIDES_FLAGS, 1, COMPACTED, Flag.getClassSchema()).withDeadLetters(),
                new Topic(TopicName.OVERRIDES_HEARTBEAT, 1, COMPACTED, OverridesHeartbeat.getClassSchema()),
                new Topic(TopicName.OPERATIONS, 1, COMPACTED, Operation.getClassSchema()).withDeadLetters(),
                new Topic(TopicName.TASK_RUNS, 1, FOR_90_DAYS, TaskRun.getClassSchema()).withDeadLetters());
    }

    /// The Avro schemas of the topics' values, in the catalogue's order.
    public List<Schema> schemas() {
        return all.stream().map(Topic::value).filter(Objects::nonNull).toList();
    }

    /// The topic with this name.
    ///
    /// @throws IllegalArgumentException if the catalogue does not contain it
    public Topic named(String name) {
        return all.stream().filter(topic -> topic.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no topic is called '" + name + "'; the topics are " + all.stream().map(Topic::name).toList()));
    }

    private static Topic deadLettersOf(Topic topic) {
        return new Topic(TopicName.deadLettersOf(topic.name()), DEAD_LETTER_PARTITIONS, FOR_90_DAYS, null);
    }
}
