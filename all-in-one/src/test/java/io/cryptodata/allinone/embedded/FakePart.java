package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A part that writes down what is done to it and fails on demand.
final class FakePart implements Part {

    private final String name;
    private final List<String> diary;
    private @Nullable CountDownLatch startsToHang;
    private int failuresToCome;
    private Health health = new Health.Down("it is not started");

    FakePart(String name, List<String> diary) {
        this.name = name;
        this.diary = diary;
    }

    FakePart failing(int times) {
        failuresToCome = times;
        return this;
    }

    /// Starts until it is interrupted; the latch opens when it began.
    FakePart hanging(CountDownLatch began) {
        startsToHang = began;
        return this;
    }

    void die(String reason) {
        health = new Health.Down(reason);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        diary.add("start " + name);
        if (startsToHang != null) {
            startsToHang.countDown();
            Await.until(() -> false, Duration.ofSeconds(30));
            throw new StartException("interrupted");
        }
        if (failuresToCome > 0) {
            failuresToCome--;
            throw new IllegalStateException("no luck with " + name);
        }
        health = Health.up();
    }

    @Override
    public void close() {
        diary.add("close " + name);
        health = new Health.Down("it is closed");
    }

    @Override
    public Health health() {
        return health;
    }
}
