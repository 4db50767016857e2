package io.cryptodata.allinone.chaos;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.topic.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks that unreadable records were dead-lettered.
record DeadLetters(String bootstrap) {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    /// read once when a partition is taken, so that a later record may never be read
    private static final Set<String> READ_ONCE = Set.of(TopicName.LEDGER, TopicName.LISTINGS);
    /// Every start of a process and every reassignment reads the topic again.
    private static final int MAX_COPIES = 8;

    /// What is wrong with the dead letters.
    ///
    /// @param poison the records that must be among them
    List<String> missing(Poison poison) {
        List<String> problems = new ArrayList<>();
        Map<String, Map<TopicPartition, Map<Long, Integer>>> letters = new HashMap<>();
        poison.offsets().forEach((partition, offsets) -> {
            Map<Long, Integer> copies = letters.computeIfAbsent(partition.topic(), this::letters)
                    .getOrDefault(partition, Map.of());
            for (long offset : offsets) {
                int count = copies.getOrDefault(offset, 0);
                boolean mayBeUnread = READ_ONCE.contains(partition.topic())
                        && !poison.isFromTheStart(partition, offset);
                if (count == 0 && !mayBeUnread || count > MAX_COPIES) {
                    problems.add("the unreadable record " + partition + "@" + offset + " has " + count
                            + " dead letters");
                }
            }
        });
        return problems;
    }

    private Map<TopicPartition, Map<Long, Integer>> letters(String topic) {
        Map<TopicPartition, Map<Long, Integer>> letters = new HashMap<>();
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(bootstrap), TIMEOUT)) {
            reader.assign(reader.partitions(TopicName.deadLettersOf(topic)));
            reader.readToEnd(letter -> letters.computeIfAbsent(new TopicPartition(header(letter, "origin.topic"),
                    Integer.parseInt(header(letter, "origin.partition"))), _ -> new HashMap<>())
                    .merge(Long.parseLong(header(letter, "origin.offset")), 1, Integer::sum));
        }
        return letters;
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
