package io.cryptodata.allinone.crash;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Candle;
import io.cryptodata.service.registry.AvroSerdes;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.topic.GroupLag;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/// Adds, kills, stops and returns streams processes while candles flow at a steady rate, measures how long each market was
/// late, and verifies the topics.
final class ScaleRun implements AutoCloseable {
    static final String STEADY = "steady: one process";
    static final String KILLED = "after a kill";
    static final String STOPPED = "after a clean stop";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);
    private static final int CHECKS = 5;

    private final ScaleOptions options;
    private final CrashServers servers;
    private final ScalePhases phases = new ScalePhases();
    private final List<StreamsProcess> processes = new ArrayList<>();

    ScaleRun(ScaleOptions options, Path folder) {
        this.options = options;
        this.servers = new CrashServers(folder);
    }

    ScalePhases phases() {
        return phases;
    }

    /// Runs, verifies and returns the table and the verdict's line; problems are printed before it.
    String report() throws InterruptedException {
        servers.start();
        try (var values = AvroSerdes.of(Candle.class, servers.registry());
                CandleFeed feed = new CandleFeed(servers.bootstrap(), values.serializer(), options.markets(),
                        options.perSecond(), options.seed());
                ReadableTimes readable = new ReadableTimes(servers.bootstrap());
                Admin admin = servers.admin()) {
            feed.publishHistory(options.hours());
            processes.add(servers.process(0, options.settings()));
            servers.awaitCaughtUp();
            Thread feeding = Thread.ofPlatform().name("candle-feed").start(feed::runSteadily);
            phases(admin);
            feed.stop();
            feeding.join();
            servers.awaitCaughtUp();
            readable.stop();
            return verified(readable, feed.published());
        }
    }

    private void phases(Admin admin) {
        int all = options.processes();
        phase(STEADY, 1, admin, () -> {});
        for (int count = 2; count <= all; count++) {
            phase("joining: process " + count, count, admin, this::join);
        }
        phase("steady: %d processes".formatted(all), all, admin, () -> {});
        phase(KILLED, all - 1, admin, processes.get(1)::kill);
        phase("joining: the killed process returns", all, admin, processes.get(1)::restart);
        phase(STOPPED, all - 1, admin, processes.getFirst()::stop);
    }

    private void join() {
        processes.add(servers.process(processes.size(), options.settings()));
    }

    /// Ends after the configured time, once the group has settled and reads what is appended.
    private void phase(String name, int members, Admin admin, Runnable change) {
        System.out.println(name);
        phases.begin(name, System.currentTimeMillis());
        long end = System.nanoTime() + options.phase().toNanos();
        change.run();
        if (!Await.until(() -> hasSettled(members, admin), LONGEST_WAIT)) {
            throw new IllegalStateException(name + ": the group has not settled within " + LONGEST_WAIT);
        }
        LockSupport.parkNanos(end - System.nanoTime());
    }

    /// Whether the group keeps up for a while: no partition stands still.
    private boolean hasSettled(int members, Admin admin) {
        for (int check = 0; check < CHECKS; check++) {
            if (!keepsUp(members, admin)) {
                return false;
            }
            LockSupport.parkNanos(CHECK_INTERVAL.toNanos());
        }
        return true;
    }

    /// A candle and its transaction's marker are two offsets; the rate is what half a second leaves behind.
    private boolean keepsUp(int members, Admin admin) {
        try {
            ConsumerGroupDescription group = Objects.requireNonNull(
                    admin.describeConsumerGroups(List.of(CrashServers.GROUP)).all().get().get(CrashServers.GROUP));
            return group.groupState() == GroupState.STABLE && group.members().size() == members
                    && GroupLag.measure(admin, CrashServers.GROUP, TopicName.CANDLES_1H)
                            .orElse(Long.MAX_VALUE) <= options.perSecond();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String verified(ReadableTimes readable, long published) {
        CrashVerifier verifier = new CrashVerifier(servers.bootstrap(), servers.registry(),
                (message, appended) -> phases.add(message.key(), appended, readable.of(message)));
        List<String> problems = verifier.problems();
        problems.stream().limit(20).forEach(problem -> System.out.println("  " + problem));
        return phases.table() + "seed=%d markets=%d rate=%d candles=%d records=%d problems=%d".formatted(options.seed(),
                options.markets(), options.perSecond(), published, verifier.records(), problems.size());
    }

    @Override
    public void close() throws IOException {
        processes.forEach(StreamsProcess::close);
        servers.close();
    }
}
