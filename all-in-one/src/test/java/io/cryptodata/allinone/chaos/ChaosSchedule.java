package io.cryptodata.allinone.chaos;

import io.cryptodata.producers.ProducersApp;
import io.cryptodata.schemas.Topics;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The schedule of a run: how simulated time passes, and when the second process is started and killed.
record ChaosSchedule(ChaosOptions options, ChaosClock clock, ChaosState state, Consumer<String> out) {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
    private static final Duration POLL_EVERY = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_EXTRA_HOURS = 12;
    private static final double KILLED_AT = 0.35;
    private static final double RESTARTED_AT = 0.55;

    /// Runs to the end with the process that is already started.
    void runOneMember() {
        awaitCaughtUp();
        runUntil(options.endAfter(ChaosRun.START), "");
    }

    /// A second process shares the work, is killed during the run, and is started again. Simulated time runs as wall time
    /// while partitions are reassigned: a rebalance of some seconds must not last many simulated hours.
    void runTwoMembers(ProducersApp first, Map<String, String> settings, Path log) {
        awaitCaughtUp();
        clock.useRealTime();
        try (ChaosMember second = ChaosMember.start(settings, log)) {
            await(() -> held(first) < Topics.DEFAULT_PARTITIONS, () -> "waiting for the second process");
            awaitCaughtUp();
            runUntil(at(KILLED_AT), ", two processes");
            requireAlive(second, log);
            clock.useRealTime();
        }
        await(() -> held(first) == Topics.DEFAULT_PARTITIONS, () -> "waiting for the first process to take over");
        awaitCaughtUp();
        runUntil(at(RESTARTED_AT), ", the second process was killed");
        clock.useRealTime();
        try (ChaosMember restarted = ChaosMember.start(settings, log)) {
            await(() -> held(first) < Topics.DEFAULT_PARTITIONS, () -> "waiting for the second process");
            awaitCaughtUp();
            runUntil(options.endAfter(ChaosRun.START), ", two processes again");
            requireAlive(restarted, log);
        }
    }

    private static void requireAlive(ChaosMember second, Path log) {
        if (!second.isAlive()) {
            throw new AssertionError("the second producer process has exited, see " + log);
        }
    }

    /// Runs in real time until every closed hour has been fetched or the timeout expires.
    private void awaitCaughtUp() {
        clock.useRealTime();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        await(() -> state.isCaughtUp() || System.nanoTime() > deadline,
                () -> "waiting until all markets are caught up");
    }

    /// Lets simulated time pass up to `until`.
    private void runUntil(Instant until, String members) {
        SpeedGovernor governor = new SpeedGovernor(clock, state, System::nanoTime);
        await(() -> {
            governor.adjust();
            return !clock.now().isBefore(until);
        }, () -> clock.now() + members + governor.describe());
    }

    private static int held(ProducersApp app) {
        return app.status().group().assigned().size();
    }

    private Instant at(double part) {
        return ChaosRun.START.plusMillis((long) (options.faultPeriod().toMillis() * part));
    }

    /// Waits until every expected hour is present; holes that need another recheck get more simulated hours.
    void settle() {
        clock.useFullSpeed();
        for (int extra = 0; extra <= MAX_EXTRA_HOURS; extra++) {
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (System.nanoTime() < deadline) {
                if (clock.hasEnded() && state.incomplete().isEmpty()) {
                    return;
                }
                LockSupport.parkNanos(POLL_EVERY.toNanos());
            }
            out.accept("  seed " + options.seed() + ": still incomplete: " + state.incomplete());
            clock.extend(Duration.ofHours(1));
        }
    }

    private void await(BooleanSupplier condition, Supplier<String> progress) {
        long reported = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - reported > REPORT_EVERY.toNanos()) {
                reported = System.nanoTime();
                out.accept("  seed " + options.seed() + ": " + progress.get());
            }
            LockSupport.parkNanos(POLL_EVERY.toNanos());
        }
    }
}
