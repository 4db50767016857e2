package io.cryptodata.allinone.chaos;

import io.cryptodata.schemas.Topics;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The schedule of a run: how simulated time passes, when processes are started, killed and paused, when their clocks are
/// set, and when unreadable records are written. Simulated time runs as wall time while partitions are reassigned: a rebalance
/// of some seconds must not last many simulated hours.
record ChaosSchedule(ChaosOptions options, ChaosClock clock, ChaosState state, ChaosMembers members, Poison poison,
        AtomicBoolean wrongClocks, Consumer<String> out) {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
    private static final Duration POLL_EVERY = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /// longer than the session timeout, a rebalance and a transaction that is left open take together
    private static final Duration REASSIGNMENT = Duration.ofMinutes(5);
    private static final int MAX_EXTRA_HOURS = 12;
    private static final Duration BACK = Duration.ofHours(-3);
    private static final Duration FORWARD = Duration.ofHours(5);
    private static final Duration WRONG_CLOCKS = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofHours(2);

    void run() {
        if (options.has(ChaosFault.POISON)) {
            poison.writeAtTheStart();
        }
        if (options.has(ChaosFault.VENUE_CLOCK)) {
            runWithWrongClocks();
        }
        if (options.members() == 1) {
            runOneMember();
        } else {
            runTwoMembers();
        }
    }

    /// A process whose own clock shows simulated time, while clocks of venues are wrong in single responses.
    private void runWithWrongClocks() {
        clock.useOwnSpeed();
        try (ChaosMember only = members.startAt(clock.now(), "precise")) {
            await(() -> members.heldBy(only) == Topics.DEFAULT_PARTITIONS, "the first process to join");
            wrongClocks.set(true);
            runFor(WRONG_CLOCKS, only);
            setClock(only, BACK);
            runFor(WRONG_CLOCKS, only);
            wrongClocks.set(false);
        }
        clock.useRealTime();
    }

    private void runFor(Duration length, ChaosMember only) {
        Instant end = clock.now().plus(length);
        reporting(() -> {
            only.requireAlive();
            return !clock.now().isBefore(end);
        }, () -> clock.now() + ", with wrong clocks of venues");
    }

    /// One process, whose clock is set back and forward; it is killed and replaced by another one.
    private void runOneMember() {
        try (ChaosMember first = members.start("first")) {
            awaitCaughtUp();
            runUntil(at(0.2), first);
            setClock(first, BACK);
            runUntil(at(0.4), first);
            writePoison();
            setClock(first, FORWARD);
            runUntil(at(0.6), first);
            clock.useRealTime();
        }
        writePoison();
        try (ChaosMember replacement = members.start("replacement")) {
            await(() -> members.heldBy(replacement) == Topics.DEFAULT_PARTITIONS, "the replacement to take over");
            awaitCaughtUp();
            runUntil(options.endAfter(ChaosRun.START), replacement);
            settle();
        }
    }

    /// A second process shares the work, is killed, and is started again; then the leader is paused and resumed.
    private void runTwoMembers() {
        try (ChaosMember first = members.start("first")) {
            awaitCaughtUp();
            try (ChaosMember second = members.start("second")) {
                awaitShared(first, second);
                runUntil(at(0.15), first, second);
                setClock(second, BACK);
                runUntil(at(0.35), first, second);
                clock.useRealTime();
            }
            writePoison();
            await(() -> members.heldBy(first) == Topics.DEFAULT_PARTITIONS, "the first process to take over");
            awaitCaughtUp();
            runUntil(at(0.55), first);
            clock.useRealTime();
            try (ChaosMember second = members.start("second")) {
                awaitShared(first, second);
                setClock(second, FORWARD);
                runUntil(at(0.7), first, second);
                writePoison();
                pauseLeader(first, second);
                runUntil(options.endAfter(ChaosRun.START), first, second);
                settle();
            }
        }
    }

    private void awaitShared(ChaosMember first, ChaosMember second) {
        await(() -> members.heldBy(first) > 0 && members.heldBy(second) > 0
                && members.heldBy(first) + members.heldBy(second) == Topics.DEFAULT_PARTITIONS,
                "both processes to share the work");
        awaitCaughtUp();
    }

    /// The leader stops until the other process has taken over and worked for some simulated hours, and continues.
    private void pauseLeader(ChaosMember first, ChaosMember second) {
        if (!options.has(ChaosFault.PAUSED_LEADER)) {
            return;
        }
        ChaosMember leader = members.isLeader(first) ? first : second;
        ChaosMember other = leader == first ? second : first;
        clock.useRealTime();
        leader.pause();
        await(() -> members.heldBy(other) == Topics.DEFAULT_PARTITIONS, "the leader's partitions to be reassigned");
        awaitCaughtUp();
        runUntil(clock.now().plus(PAUSE), other);
        clock.useRealTime();
        leader.resume();
        awaitShared(first, second);
    }

    private void setClock(ChaosMember member, Duration offset) {
        if (options.has(ChaosFault.OWN_CLOCK)) {
            member.setClock(offset);
        }
    }

    private void writePoison() {
        if (options.has(ChaosFault.POISON)) {
            poison.write(state.tracked((int) options.seed()));
        }
    }

    /// Runs in real time until every closed hour has been fetched or the timeout expires.
    private void awaitCaughtUp() {
        clock.useRealTime();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        reporting(() -> state.isCaughtUp() || System.nanoTime() > deadline,
                () -> "waiting until all markets are caught up");
    }

    /// Lets simulated time pass up to `until`.
    private void runUntil(Instant until, ChaosMember... running) {
        SpeedGovernor governor = new SpeedGovernor(clock, state, System::nanoTime);
        reporting(() -> {
            governor.adjust();
            for (ChaosMember member : running) {
                member.requireAlive();
            }
            return !clock.now().isBefore(until);
        }, () -> clock.now() + ", processes: " + running.length + governor.describe());
    }

    private Instant at(double part) {
        return ChaosRun.START.plusMillis((long) (options.faultPeriod().toMillis() * part));
    }

    /// Waits until every expected hour is present; holes that need another recheck get more simulated hours.
    private void settle() {
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
            if (extra < MAX_EXTRA_HOURS) {
                clock.extend(Duration.ofHours(1));
            }
        }
    }

    private void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + REASSIGNMENT.toNanos();
        reporting(() -> {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("timed out waiting for " + what);
            }
            return condition.getAsBoolean();
        }, () -> "waiting for " + what);
    }

    private void reporting(BooleanSupplier condition, Supplier<String> progress) {
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
