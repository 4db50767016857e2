package io.cryptodata.api.live;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class PositionTest {
    private static final Layout LAYOUT = new Layout(-5, List.of(12, 12, 12, 1));

    @Test
    void text_and_back() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            long[] offsets = random.longs(37, 0, Long.MAX_VALUE).map(value -> value >>> random.nextInt(63)).toArray();
            Position position = new Position(LAYOUT, offsets);
            assertThat(Position.parse(LAYOUT, position.text())).contains(position);
        }
    }

    @Test
    void topics_that_are_not_part_of_it_take_no_space() {
        long[] offsets = new long[37];
        java.util.Arrays.fill(offsets, 5_000_000);
        String whole = new Position(LAYOUT, offsets).text();
        java.util.Arrays.fill(offsets, 0, 36, Position.NONE);
        Position tasks = new Position(LAYOUT, offsets);
        assertThat(whole).hasSizeLessThan(220).matches("[A-Za-z0-9_-]+");
        assertThat(tasks.text()).hasSizeLessThan(25);
        assertThat(Position.parse(LAYOUT, tasks.text())).contains(tasks);
    }

    @Test
    void other_texts_are_none() {
        String text = new Position(LAYOUT, new long[37]).text();
        for (String other : List.of("", "x", "7", "!!", text.substring(1), text + "AA", text.substring(0, 20),
                "_".repeat(10_000))) {
            assertThat(Position.parse(LAYOUT, other)).as(other).isEmpty();
        }
        assertThat(Position.parse(new Layout(-6, List.of(12, 12, 12, 1)), text)).isEmpty();
        assertThat(Position.parse(new Layout(-5, List.of(24, 24, 24, 1)), text)).isEmpty();
    }
}
