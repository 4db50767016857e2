package io.cryptodata.streams.coingecko;

import io.cryptodata.domain.coin.CoinRow;
import io.cryptodata.schemas.CoinRecords;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.streams.failure.CheckedDeserializer;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import java.util.Map;
import java.util.Set;

/// The context line:
/// ```
/// coingecko.markets ──> coin-fold ──> coingecko.snapshots
///                           │
///                      coin-state
/// ```
public final class CoinTopology {
    static final String SOURCE = "coin-rows";
    static final String FOLD = "coin-fold";
    static final String STORE = "coin-state";
    static final String SINK = "coin-snapshots";

    /// nine bytes per coin, rewritten with every snapshot
    private static final Map<String, String> CHANGELOG = Map.of("cleanup.policy", "compact", "segment.bytes",
            Integer.toString(16 << 20));

    private CoinTopology() {}

    /// The serdes of the two topics.
    public record Formats(Serde<CoinMarket> rows, Serde<CoinSnapshot> snapshots) {}

    /// Adds the line to a topology; it shares nothing with any other line.
    public static void addTo(Topology topology, Formats formats, MeterRegistry meters) {
        var keys = Serdes.String();
        topology.addSource(AutoOffsetReset.earliest(), SOURCE, keys.deserializer(),
                new CheckedDeserializer<>("coin", formats.rows().deserializer(), CoinRecords::fromAvro),
                TopicName.COINGECKO_MARKETS);
        topology.addProcessor(FOLD, new Folds(CoinMeters.in(meters)), SOURCE);
        topology.addSink(SINK, TopicName.COINGECKO_SNAPSHOTS, keys.serializer(), formats.snapshots().serializer(),
                FOLD);
    }

    private record Folds(CoinMeters meters) implements ProcessorSupplier<String, CoinRow, String, CoinSnapshot> {
        @Override
        public Processor<String, CoinRow, String, CoinSnapshot> get() {
            return new CoinFoldProcessor(meters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores
                    .keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                    .withCachingEnabled().withLoggingEnabled(CHANGELOG));
        }
    }
}
