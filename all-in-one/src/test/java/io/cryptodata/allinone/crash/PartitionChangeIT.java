package io.cryptodata.allinone.crash;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// The way of docs/how-to/change-the-number-of-partitions.md, with the stream's state: records of every market stay in order
/// with their times, and the stream continues bit for bit as if nothing had changed.
class PartitionChangeIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int MARKETS = 12;
    private static final int PAGES = 60;
    private static final List<String> LOGS = List.of(TopicName.CANDLES_1H, TopicName.INDICATORS,
            TopicName.CANDLES_ROLLUP);

    @TempDir
    private Path folder;

    /// @param time when it was appended
    private record Entry(long time, ByteBuffer value) {}

    @Test
    void records_stay_in_order_and_the_stream_continues_bit_for_bit_after_the_number_of_partitions_was_changed()
            throws Exception {
        try (CrashServers servers = new CrashServers(folder)) {
            servers.start();
            try (var values = AvroSerdes.of(Candle.class, servers.registry());
                    CandleFeed feed = new CandleFeed(servers.bootstrap(), values.serializer(), MARKETS, 1, 11);
                    StreamsProcess process = servers.process(0, Map.of())) {
                feed.publishHistory(200);
                feed.publishPages(PAGES);
                servers.awaitCaughtUp();
                assertThat(change(servers, 9).err()).contains("nothing was changed",
                        "group cryptodata-streams reads them: stop its processes");
                process.stop();
                Map<String, List<Entry>> before = entries(servers);
                Run changed = changeOnceStopped(servers);
                assertThat(changed.err()).isEmpty();
                assertThat(changed.out()).contains("candles.1h: ", " records in 9 partitions",
                        "cryptodata-streams-market-state-changelog: ");
                assertThat(entries(servers)).isEqualTo(before);
                assertThat(change(servers, 9).out()).doesNotContain(" records in ").contains("0 topics created");
                feed.reconnect();
                process.restart();
                feed.publishPages(PAGES);
                servers.awaitCaughtUp();
                assertThat(process.folder().resolve("logs/streams/cda.log")).content().contains(
                        "the state is older than these topics, which were created again: candles.1h: the stores in ");
            }
            List<String> problems = new CrashVerifier(servers.bootstrap(), servers.registry(),
                    (message, appended) -> assertThat(message.partition()).isLessThan(9)).problems();
            assertThat(problems).isEmpty();
        }
    }

    /// A process that is slow to stop leaves its group and its transaction to the broker.
    private static Run changeOnceStopped(CrashServers servers) {
        Run[] last = {change(servers, 9)};
        Await.until(() -> {
            if (last[0].err().contains("nothing was changed")) {
                last[0] = change(servers, 9);
            }
            return last[0].err().isEmpty();
        }, TIMEOUT);
        return last[0];
    }

    private static Run change(CrashServers servers, int partitions) {
        return Run.cda("topics", "--partitions", Integer.toString(partitions), "--change-partitions", "--kafka",
                servers.bootstrap(), "--registry", servers.registry());
    }

    /// The records of each market and topic, in order.
    private static Map<String, List<Entry>> entries(CrashServers servers) {
        Map<String, List<Entry>> entries = new HashMap<>();
        try (TopicReader<String, byte[]> reader = TopicReader.ofBytes(KafkaAccess.plain(servers.bootstrap()),
                TIMEOUT)) {
            for (String topic : LOGS) {
                reader.assign(reader.partitions(topic));
                reader.readToEnd(message -> entries
                        .computeIfAbsent(topic + " " + message.key(), any -> new ArrayList<>())
                        .add(new Entry(message.timestamp(), ByteBuffer.wrap(message.value()))));
            }
        }
        return entries;
    }
}
