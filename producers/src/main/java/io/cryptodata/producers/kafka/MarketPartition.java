package io.cryptodata.producers.kafka;

import io.cryptodata.domain.market.Market;
import org.apache.kafka.common.utils.Utils;

import java.nio.charset.StandardCharsets;

/// Which partition a market is, on every topic of markets: what Kafka's own default partitioner says of its key.
public final class MarketPartition {
    private MarketPartition() {}

    public static int of(Market market, int partitions) {
        return Utils.toPositive(Utils.murmur2(market.key().getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
