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
import io.cryptodata.schemas.avro.OverridesHeartbeat;
import io.cryptodata.schemas.avro.QuarantinedCandle;
import io.cryptodata.schemas.avro.TaskRun;
import io.cryptodata.schemas.avro.UniverseEntry;
import org.apache.avro.Schema;

import java.util.List;
import java.util.Objects;

import static io.cryptodata.schemas.Topic.Kept.COMPACTED;
import static io.cryptodata.schemas.Topic.Kept.FOR_7_DAYS;
import static io.cryptodata.schemas.Topic.Kept.FOR_90_DAYS;
import static io.cryptodata.schemas.Topic.Kept.FOR_EVER;

/// The catalogue of topics: everything that must be there before anything runs.
///
/// Topics of markets share the number of partitions and the key, so that a market is partition *n* everywhere.
///
/// @param all in the order in which they are made and shown
public record Topics(List<Topic> all) {
    /// How many partitions the topics of markets have unless configured otherwise.
    public static final int DEFAULT_PARTITIONS = 12;
    /// topics whose whole traffic is a few thousand records an hour
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
        return new Topics(List.of(
                new Topic(TopicName.CANDLES_1H, partitions, FOR_EVER, Candle.getClassSchema()),
                new Topic(TopicName.CANDLES_ROLLUP, partitions, FOR_EVER, CandleRollup.getClassSchema()),
                new Topic(TopicName.INDICATORS, partitions, FOR_EVER, Indicators.getClassSchema()),
                new Topic(TopicName.CANDLES_QUARANTINE, partitions, FOR_90_DAYS, QuarantinedCandle.getClassSchema()),
                new Topic(TopicName.UNIVERSE, partitions, COMPACTED, UniverseEntry.getClassSchema()),
                new Topic(TopicName.LEDGER, partitions, COMPACTED, LedgerEntry.getClassSchema()),
                new Topic(TopicName.LISTINGS, SMALL_PARTITIONS, COMPACTED, ListingEntry.getClassSchema()),
                new Topic(TopicName.COINGECKO_MARKETS, SMALL_PARTITIONS, FOR_7_DAYS, CoinMarket.getClassSchema()),
                new Topic(TopicName.COINGECKO_SNAPSHOTS, SMALL_PARTITIONS, FOR_EVER, CoinSnapshot.getClassSchema()),
                new Topic(TopicName.OVERRIDES_ASSET_DECLARATION, 1, COMPACTED, AssetDeclaration.getClassSchema()),
                new Topic(TopicName.OVERRIDES_FLAGS, 1, COMPACTED, Flag.getClassSchema()),
                new Topic(TopicName.OVERRIDES_HEARTBEAT, 1, COMPACTED, OverridesHeartbeat.getClassSchema()),
                new Topic(TopicName.TASK_RUNS, 1, FOR_90_DAYS, TaskRun.getClassSchema()),
                deadLettersOf(TopicName.CANDLES_1H),
                deadLettersOf(TopicName.INDICATORS),
                deadLettersOf(TopicName.UNIVERSE),
                deadLettersOf(TopicName.LEDGER),
                deadLettersOf(TopicName.LISTINGS),
                deadLettersOf(TopicName.COINGECKO_MARKETS),
                deadLettersOf(TopicName.COINGECKO_SNAPSHOTS),
                deadLettersOf(TopicName.TASK_RUNS)));
    }

    /// The Avro schemas of the topics' values, in the catalogue's order.
    public List<Schema> schemas() {
        return all.stream().map(Topic::value).filter(Objects::nonNull).toList();
    }

    /// The topic of that name.
    ///
    /// @throws IllegalArgumentException if the catalogue has none
    public Topic named(String name) {
        return all.stream().filter(topic -> topic.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no topic is called '" + name + "'; there are " + all.stream().map(Topic::name).toList()));
    }

    private static Topic deadLettersOf(String topic) {
        return new Topic(TopicName.deadLettersOf(topic), DEAD_LETTER_PARTITIONS, FOR_90_DAYS, null);
    }
}
