package io.cryptodata.streams.replay;

import io.cryptodata.schemas.LetterHeader;
import io.cryptodata.schemas.ReplayHeaders;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The dead letters of a replay: why the stream did not use it, by market. To be created before the replay is published.
final class Refusals {
    private final TopicReader<String, byte[]> reader;
    private final Map<TopicPartition, Long> from;

    Refusals(TopicReader<String, byte[]> reader) {
        this.reader = reader;
        List<TopicPartition> partitions = reader.partitions(TopicName.deadLettersOf(TopicName.CANDLES_REPLAY));
        reader.assign(partitions);
        this.from = Map.copyOf(reader.ends(partitions));
    }

    /// @param replay its id
    Map<String, String> of(String replay) {
        Map<String, String> reasons = new TreeMap<>();
        reader.assign(from);
        reader.readToEnd(letter -> {
            if (letter.key() != null && text(letter, ReplayHeaders.ID).equals(replay)) {
                reasons.put(letter.key(), text(letter, LetterHeader.REASON));
            }
        });
        return reasons;
    }

    private static String text(ConsumerRecord<String, byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
