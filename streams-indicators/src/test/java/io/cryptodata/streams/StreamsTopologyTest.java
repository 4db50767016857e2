package io.cryptodata.streams;

import io.cryptodata.domain.fold.CorrectionWindow;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.schemas.avro.CandleRollup;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.schemas.avro.Indicators;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.registry.InMemoryRegistry;
import io.cryptodata.streams.candle.CandleTopology;
import io.cryptodata.streams.candle.ColdMarkets;
import io.cryptodata.streams.coingecko.CoinTopology;
import io.cryptodata.streams.config.StreamsConfig;
import io.cryptodata.streams.runtime.StreamsProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class StreamsTopologyTest {
    private static final Path APPROVED = Path.of("src/test/approved/streams-topology.txt");

    @TempDir
    Path stateDir;

    @Test
    void every_line_is_a_separate_sub_topology_as_approved() throws IOException {
        String description = topology().describe().toString();
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(APPROVED.getParent());
            Files.writeString(APPROVED, description);
        }
        assertThat(description).isEqualTo(Files.readString(APPROVED));
    }

    private Topology topology() {
        InMemoryRegistry registry = new InMemoryRegistry();
        MeterRegistry meters = MeterNames.strictRegistry();
        var settings = StreamsProperties.of(StreamsConfig.of("127.0.0.1:1", "http://127.0.0.1:1", stateDir), meters);
        return StreamsTopology.build(new TopologyConfig(settings),
                new CandleTopology.Formats(AvroSerdes.of(Candle.class, registry),
                        AvroSerdes.of(Indicators.class, registry), AvroSerdes.of(CandleRollup.class, registry)),
                CorrectionWindow.DEFAULT, ColdMarkets.in(meters),
                new CoinTopology.Formats(AvroSerdes.of(CoinMarket.class, registry),
                        AvroSerdes.of(CoinSnapshot.class, registry)),
                meters);
    }
}
