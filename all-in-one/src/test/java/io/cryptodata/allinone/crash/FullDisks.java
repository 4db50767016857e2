package io.cryptodata.allinone.crash;

import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.retry.Await;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Fills the file system of the state folders while candles flow, until a process reports that it is full, and frees it again.
/// The store of the rates is made to write by rates of a currency that no market needs.
final class FullDisks implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration HOLD = Duration.ofSeconds(3);
    /// more than a write buffer holds, with values as long as this
    private static final int RATES = 20_000;
    private static final int DIGITS = 250;
    private static final Instant FIRST_RATE = Instant.parse("2010-01-01T00:00:00Z");

    private final SmallDisk disk;
    private final String bootstrap;
    private int phases;
    private int degraded;
    private int resumed;
    private long mostCpuPercent;

    /// @param folder where the file system is mounted
    FullDisks(Path folder, int megabytes, String bootstrap) {
        this.disk = new SmallDisk(folder, megabytes);
        this.bootstrap = bootstrap;
    }

    /// How a process is started whose state folder is on the file system.
    StreamsProcess.Start start(int number) {
        return new StreamsProcess.Start(disk.entering(), Map.of("STREAMS_HTTP_PORT", Integer.toString(LocalPort.free()),
                "STREAMS_STATE_DIR", disk.folder().resolve("streams-" + number).toString()));
    }

    /// The state folder of a process, as this one sees it.
    Path stateOf(int number) {
        return disk.outside().resolve("streams-" + number);
    }

    /// Fills the disk, and frees it once a process has reported that.
    ///
    /// @param killed whether every process is killed while it is full
    void fillAndFree(List<StreamsProcess> processes, boolean killed) throws InterruptedException {
        phases++;
        if (!await(processes, health -> health.contains("\"up\""))) {
            return;
        }
        disk.fill();
        writeRates();
        boolean seen = await(processes,
                health -> health.contains("\"degraded\"") && health.contains("has no space left")
                        && health.contains("the stream needs at least"));
        degraded += seen ? 1 : 0;
        hold(processes);
        if (killed) {
            processes.forEach(StreamsProcess::kill);
        }
        disk.free();
        if (seen && !killed && await(processes, health -> health.contains("\"up\""))) {
            resumed++;
        }
    }

    /// A process that waits for space does nothing else.
    private void hold(List<StreamsProcess> processes) {
        Duration before = cpu(processes);
        LockSupport.parkNanos(HOLD.toNanos());
        mostCpuPercent = Math.max(mostCpuPercent, cpu(processes).minus(before).toMillis() * 100 / HOLD.toMillis());
    }

    private static Duration cpu(List<StreamsProcess> processes) {
        return processes.stream().map(StreamsProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean await(List<StreamsProcess> processes, Predicate<String> health) {
        return Await.until(() -> processes.stream().map(StreamsProcess::health).anyMatch(health), LONGEST_WAIT);
    }

    private void writeRates() {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap),
                new StringSerializer(), new StringSerializer())) {
            String rate = "0." + phases + "0".repeat(DIGITS);
            for (int hour = 0; hour < RATES; hour++) {
                var unused = producer.send(new ProducerRecord<>(TopicName.RATES_USD,
                        "binance:DOGE/USDT@" + FIRST_RATE.plus(Duration.ofHours(hour)), rate));
            }
        }
    }

    @Override
    public String toString() {
        return "full_disks=%d degraded=%d resumed=%d cpu_percent_while_full=%d".formatted(phases, degraded, resumed,
                mostCpuPercent);
    }

    @Override
    public void close() {
        disk.close();
    }
}
