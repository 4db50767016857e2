package io.cryptodata.streams.candle;

import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.schemas.CandleRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.streams.failure.CheckedDeserializer;
import io.cryptodata.streams.state.GuardedStore;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import java.util.Map;
import java.util.Set;

/// The candle line:
/// ```
/// candles.1h ──────┬──> candle-fold ──┬──> indicators
/// candles.replay ──┘      │     │     ├──> candles.rollup
///               market-state  usd-rates <── rates.usd
/// ```
public final class CandleTopology {
    static final String SOURCE = "hourly-candles";
    static final String REPLAY_SOURCE = "replayed-candles";
    static final String FOLD = "candle-fold";
    static final String STORE = "market-state";
    static final String RATES = "usd-rates";
    static final String RATES_SINK = "closes-in-usdt";
    static final String INDICATORS_SINK = "indicator-rows";
    static final String ROLLUP_SINK = "longer-candles";

    /// an entry of 60 bytes per candle, removed after the correction window, and a state of 10 to 15 kB per market and week
    private static final Map<String, String> CHANGELOG = Map.of("cleanup.policy", "compact",
            "min.cleanable.dirty.ratio", "0.2", "segment.bytes", Integer.toString(64 << 20));

    private CandleTopology() {}

    /// The serdes of the three topics.
    public record Formats(Serde<io.cryptodata.schemas.avro.Candle> candles, Serde<Indicators> indicators,
            Serde<CandleRollup> rollups) {}

    /// Builds the topology. Every node and store is named; Kafka Streams refuses generated names at start.
    ///
    /// @param window how far back late and revised candles are folded in
    /// @param cold receives the markets that need a replay
    public static Topology build(TopologyConfig config, Formats formats, CorrectionWindow window, ColdMarkets cold,
            MeterRegistry meters) {
        FoldMeters foldMeters = FoldMeters.in(meters);
        RateUpdates updates = new RateUpdates();
        var keys = Serdes.String();
        Topology topology = new Topology(config);
        var candles = new CheckedDeserializer<>("candle", formats.candles().deserializer(), CandleRecords::fromAvro);
        topology.addSource(AutoOffsetReset.earliest(), SOURCE, keys.deserializer(), candles, TopicName.CANDLES_1H);
        topology.addSource(AutoOffsetReset.earliest(), REPLAY_SOURCE, keys.deserializer(), candles,
                TopicName.CANDLES_REPLAY);
        topology.addProcessor(FOLD, new Folds(window, updates, foldMeters, MissedRates.in(meters), cold), SOURCE,
                REPLAY_SOURCE);
        topology.addSink(INDICATORS_SINK, TopicName.INDICATORS, keys.serializer(),
                formats.indicators().serializer(), FOLD);
        topology.addSink(ROLLUP_SINK, TopicName.CANDLES_ROLLUP, keys.serializer(), formats.rollups().serializer(),
                FOLD);
        topology.addSink(RATES_SINK, TopicName.RATES_USD, keys.serializer(), keys.serializer(), FOLD);
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(GuardedStore.of(Stores.persistentKeyValueStore(RATES)), keys, keys)
                        .withLoggingDisabled(),
                "usd-rate-closes", keys.deserializer(), keys.deserializer(),
                TopicName.RATES_USD,
                "usd-rate-updates", () -> new StoredRates.Updater(updates));
        return topology;
    }

    private record Folds(CorrectionWindow window, RateUpdates updates, FoldMeters meters, MissedRates missedRates,
            ColdMarkets cold)
            implements
                ProcessorSupplier<String, Candle, String, Object> {
        @Override
        public Processor<String, Candle, String, Object> get() {
            return new CandleFoldProcessor(window, updates, meters, missedRates, cold);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores
                    .keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                    .withCachingDisabled().withLoggingEnabled(CHANGELOG));
        }
    }
}
