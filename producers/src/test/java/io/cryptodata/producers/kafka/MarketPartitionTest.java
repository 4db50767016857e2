package io.cryptodata.producers.kafka;

import io.cryptodata.domain.market.Market;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class MarketPartitionTest {
    @Test
    void equals_the_partition_of_kafkas_default_partitioner() {
        for (int i = 0; i < 1000; i++) {
            Market market = new Market("binance", "COIN" + i + "/USDT");
            assertThat(MarketPartition.of(market, 12)).isEqualTo(
                    BuiltInPartitioner.partitionForKey(market.key().getBytes(StandardCharsets.UTF_8), 12));
        }
    }
}
