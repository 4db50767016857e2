package io.cryptodata.allinone.embedded;

import java.util.List;

/// A part that writes down what is done to it and fails on demand.
final class FakePart implements Part {

    private final String name;
    private final List<String> diary;
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
