package io.cryptodata.allinone.interop;

import io.cryptodata.producers.coingecko.CoinGecko;
import io.cryptodata.producers.coingecko.CoinGeckoConfig;
import io.cryptodata.producers.coingecko.SnapshotResult;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.kafka.KafkaClients;
import io.cryptodata.producers.kafka.LeaderWriter;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.CoinMarket;
import io.cryptodata.schemas.avro.CoinSnapshot;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.coingecko.SimulatedCoinGecko;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.streams.StreamsApp;
import io.cryptodata.streams.config.StreamsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/// From the simulated CoinGecko through a real broker and the stream: two snapshots, the first one twice.
@ExtendWith(Servers.Shared.class)
class CoinGeckoIT {
    private static final Instant FIRST = SimulatorConfig.SEEDED_START.plusSeconds(1800);
    private static final Instant SECOND = FIRST.plusSeconds(1800);
    private static final int COINS = 2000;

    private final Servers servers;

    CoinGeckoIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void every_coin_of_every_snapshot_is_enriched_once() {
        try (SimulatorApp simulator = simulator();
                HttpClient http = HttpTransport.newClient();
                StreamsApp streams = streams()) {
            simulator.start();
            streams.start();
            for (Instant time : List.of(FIRST, FIRST, SECOND)) {
                SnapshotResult result = run(simulator, http, time);
                assertThat(result.outcome()).as("%s", result.detail()).isEqualTo(SnapshotResult.Outcome.OK);
            }
            List<CoinMarket> published = values(TopicName.COINGECKO_MARKETS, CoinMarket.class, 3 * COINS);
            List<CoinSnapshot> enriched = values(TopicName.COINGECKO_SNAPSHOTS, CoinSnapshot.class, 2 * COINS);
            assertThat(published).hasSize(3 * COINS);
            assertThat(enriched).hasSize(2 * COINS);
            Map<String, CoinSnapshot> first = enriched.stream().filter(coin -> coin.getTimestamp().equals(FIRST))
                    .collect(Collectors.toMap(CoinSnapshot::getCoinId, Function.identity()));
            assertThat(first).hasSize(COINS);
            CoinSnapshot bitcoin = requireNonNull(first.get("bitcoin"));
            assertThat(bitcoin.getMarketCapRank()).isEqualTo(1);
            assertThat(bitcoin.getDaysSinceAth()).isNotNegative();
            assertThat(bitcoin.getAth90()).isTrue();
            assertThat(first.values()).anyMatch(coin -> coin.getAth() == null && coin.getAth5() == null);
        }
    }

    private SnapshotResult run(SimulatorApp simulator, HttpClient http, Instant time) {
        CoinGeckoConfig config = CoinGeckoConfig.from(Map.of("COINGECKO_TIER", "DEMO", "COINGECKO_KEY",
                SimulatedCoinGecko.DEMO_KEY, "COINGECKO_BASE_URL",
                simulator.venueUrl(SimulatedCoinGecko.NAME).toString()));
        KafkaClients clients = new KafkaClients(KafkaAccess.plain(servers.bootstrap()));
        try (LeaderWriter writer = new LeaderWriter(() -> clients.transactional(LeaderWriter.TRANSACTIONAL_ID))) {
            writer.open();
            return CoinGecko.job(config, new CoinGecko.Context(http, WallTime.real(), () -> time, writer,
                    AvroSerdes.of(CoinMarket.class, servers.registry()).serializer(), "test",
                    new SimpleMeterRegistry(), () -> true)).run();
        }
    }

    private SimulatorApp simulator() {
        return new SimulatorApp(new SimulatorConfig(0, servers.folder("coingecko-simulator"),
                new SimulatorConfig.Seeded(7, Duration.ofHours(1), 1, true)));
    }

    private StreamsApp streams() {
        return new StreamsApp(StreamsConfig.of(servers.bootstrap(), servers.registry(), servers.folder("coins")),
                new SimpleMeterRegistry());
    }

    private <T extends SpecificRecord> List<T> values(String topic, Class<T> type,
            int count) {
        return Records.read(servers, topic, AvroSerdes.of(type, servers.registry()).deserializer(), count).stream()
                .map(ConsumerRecord::value).toList();
    }
}
