package io.cryptodata.producers.kafka;

import io.cryptodata.domain.market.Market;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class MarketPartitionTest {
    @Test
    void is_where_any_producer_without_a_partitioner_of_its_own_would_write_the_key() {
        for (int i = 0; i < 1000; i++) {
            Market market = new Market("binance", "COIN" + i + "/USDT");
            assertThat(MarketPartition.of(market, 12)).isEqualTo(
                    BuiltInPartitioner.partitionForKey(market.key().getBytes(StandardCharsets.UTF_8), 12));
        }
    }
}
