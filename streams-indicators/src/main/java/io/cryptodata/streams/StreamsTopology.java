package io.cryptodata.streams;

import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.streams.candle.CandleTopology;
import io.cryptodata.streams.candle.ColdMarkets;
import io.cryptodata.streams.coingecko.CoinTopology;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/// All lines of data in one topology. The candle line comes first, so that its tasks keep their numbers and their state.
final class StreamsTopology {
    private StreamsTopology() {}

    static Topology build(TopologyConfig config, CandleTopology.Formats candles, CorrectionWindow window,
            ColdMarkets cold, CoinTopology.Formats coins, MeterRegistry meters) {
        Topology topology = CandleTopology.build(config, candles, window, cold, meters);
        CoinTopology.addTo(topology, coins, meters);
        return topology;
    }
}
