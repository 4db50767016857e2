package io.cryptodata.allinone.product;

import io.cryptodata.schemas.Topic;
import io.cryptodata.schemas.Topics;
import io.cryptodata.streams.runtime.StreamsProperties;

import java.util.List;
import java.util.stream.Stream;

/// The topics in which a market has the same partition.
public final class MarketTopics {
    private MarketTopics() {}

    /// Those of the catalogue whose number of partitions is a setting, and the changelog of the stream's state.
    public static List<String> names() {
        int other = Topics.DEFAULT_PARTITIONS + 1;
        Stream<String> changing = Topics.withPartitions(other).all().stream()
                .filter(topic -> topic.partitions() == other).map(Topic::name);
        return Stream.concat(changing, Stream.of(StreamsProperties.MARKET_CHANGELOG)).toList();
    }
}
