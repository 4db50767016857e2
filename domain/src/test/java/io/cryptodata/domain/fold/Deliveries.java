package io.cryptodata.domain.fold;

import io.cryptodata.domain.CandleScript;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A random order in which the hours of a market reach its fold: live hours, history, holes that are filled late by pages,
/// revisions soon and long after, repeats, and older versions again.
final class Deliveries {
    /// One candle, and whether another of the same page follows.
    record Delivery(FoldedHour hour, boolean more) {}

    private final Random random;
    private final List<Candle> walk;
    private final List<Candle> newest = new ArrayList<>();
    private final List<Integer> holes = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    private Deliveries(long seed, int hours) {
        this.random = new Random(seed);
        this.walk = new ArrayList<>(CandleScript.randomWalk(hours));
    }

    static List<Delivery> of(long seed, int hours) {
        Deliveries script = new Deliveries(seed, hours);
        script.deliver();
        return script.deliveries;
    }

    private void deliver() {
        int hour = random.nextInt(200);
        boolean live = false;
        while (hour < walk.size()) {
            live = random.nextInt(60) == 0 ? !live : live;
            deliver(walk.get(hour), live || random.nextInt(20) == 0, !live && random.nextInt(10) > 0);
            newest.add(walk.get(hour));
            disturb();
            int skipped = random.nextInt(40) == 0 ? 1 + random.nextInt(30) : random.nextInt(500) == 0 ? 800 : 0;
            for (int i = 1; i <= skipped && hour + i < walk.size(); i++) {
                holes.add(hour + i);
            }
            hour += 1 + skipped;
        }
        disturb();
    }

    private void disturb() {
        if (random.nextInt(25) == 0) {
            fillHoles();
        }
        if (random.nextInt(20) == 0) {
            revise(Math.min(newest.size(), 1 + random.nextInt(3)));
        }
        if (random.nextInt(100) == 0) {
            revise(1 + random.nextInt(newest.size()));
        }
        if (random.nextInt(50) == 0) {
            deliver(newest.get(random.nextInt(newest.size())), random.nextBoolean(), false);
        }
    }

    private void fillHoles() {
        int count = Math.min(holes.size(), 1 + random.nextInt(12));
        for (int i = 0; i < count; i++) {
            int hole = holes.remove(random.nextInt(holes.size()));
            newest.add(walk.get(hole));
            deliver(walk.get(hole), random.nextBoolean(), i < count - 1);
        }
    }

    private void revise(int back) {
        int index = newest.size() - back;
        Candle candle = newest.get(index);
        double close = random.nextInt(5) == 0
                ? candle.close()
                : candle.low() + (candle.high() - candle.low()) * random.nextDouble();
        Candle revised = new Candle(candle.market(), candle.openTime(), candle.open(), candle.high(), candle.low(),
                close, random.nextInt(3) == 0 ? candle.volume() : candle.volume() * 2, candle.revision() + 1);
        newest.set(index, revised);
        deliver(revised, random.nextBoolean(), false);
        if (random.nextInt(10) == 0) {
            deliver(candle, random.nextBoolean(), false);
        }
    }

    private void deliver(Candle candle, boolean full, boolean more) {
        deliveries.add(new Delivery(new FoldedHour(candle, full, candle.close()), more));
    }

    static long hourOf(Delivery delivery) {
        return Timeframe.epochHourOf(delivery.hour().candle().openTime());
    }
}
