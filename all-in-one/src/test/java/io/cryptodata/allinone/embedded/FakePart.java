package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A part that records its calls and fails on demand.
final class FakePart implements Part {

    private final String name;
    private final List<String> calls;
    private @Nullable CountDownLatch startHangs;
    private volatile @Nullable RuntimeException unreadable;
    private int remainingFailures;
    private volatile Health health = new Health.Down("not started");

    FakePart(String name, List<String> calls) {
        this.name = name;
        this.calls = calls;
    }

    FakePart failing(int times) {
        remainingFailures = times;
        return this;
    }

    /// The start hangs until it is interrupted; the latch is counted down when it hangs.
    FakePart hanging(CountDownLatch hanging) {
        startHangs = hanging;
        return this;
    }

    void fail(String reason) {
        health = new Health.Down(reason);
    }

    void report(Health reported) {
        unreadable = null;
        health = reported;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public void start() {
        calls.add("start " + name);
        if (startHangs != null) {
            startHangs.countDown();
            Await.until(() -> false, Duration.ofHours(1));
            throw new StartException("interrupted");
        }
        if (remainingFailures > 0) {
            remainingFailures--;
            throw new IllegalStateException("failed to start " + name);
        }
        health = Health.up();
    }

    @Override
    public void close() {
        calls.add("close " + name);
        health = new Health.Down("closed");
    }

    /// Its health cannot be read until another one is reported.
    void unreadable(RuntimeException reason) {
        unreadable = reason;
    }

    @Override
    public Health health() {
        RuntimeException reason = unreadable;
        if (reason != null) {
            throw reason;
        }
        return health;
    }
}
