package io.cryptodata.producers.kafka;

import io.cryptodata.domain.market.Market;
import org.apache.kafka.common.utils.Utils;

import java.nio.charset.StandardCharsets;

/// The partition of a market on every topic of markets: that of Kafka's default partitioner for its key.
public final class MarketPartition {
    private MarketPartition() {}

    public static int of(Market market, int partitions) {
        return Utils.toPositive(Utils.murmur2(market.key().getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
