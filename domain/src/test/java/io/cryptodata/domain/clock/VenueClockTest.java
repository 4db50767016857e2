package io.cryptodata.domain.clock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class VenueClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration MAX_SKEW = Duration.ofMinutes(2);
    private static final Duration HOUR = Duration.ofHours(1);

    private VenueClock clock = VenueClock.unread(ClockRules.within(MAX_SKEW));
    private Duration elapsed = Duration.ZERO;

    @Test
    void readings_that_advance_with_time_are_accepted() {
        for (int i = 0; i < 100; i++) {
            assertAccepted(Duration.ofMillis(i * 37L % 900));
            elapsed = elapsed.plusSeconds(1);
        }
    }

    @Test
    void one_reading_an_hour_ahead_is_refused_and_the_next_normal_one_is_accepted() {
        assertAccepted(Duration.ZERO);
        assertThat(read(HOUR)).contains("1h ahead of ours (2026-01-01T12:00:00Z)").contains("If our clock is slow");
        assertThat(accepted()).isEqualTo(NOON);
        assertAccepted(Duration.ZERO);
    }

    @Test
    void a_reading_ahead_of_our_clock_is_never_believed_however_often_it_is_repeated() {
        for (int i = 0; i < 10; i++) {
            assertThat(read(MAX_SKEW.plusSeconds(1))).isNotNull();
            elapsed = elapsed.plusSeconds(1);
        }
        assertAccepted(MAX_SKEW);
    }

    @Test
    void a_reading_in_another_unit_is_refused() {
        assertAccepted(Duration.ZERO);
        assertThat(readAt(Instant.ofEpochMilli(NOON.toEpochMilli() * 1000))).contains("+57972").contains("days ahead");
        assertThat(readAt(Instant.ofEpochMilli(NOON.getEpochSecond()))).contains("1970-01-21");
        assertAccepted(Duration.ZERO);
    }

    @Test
    void a_jump_within_the_permitted_skew_needs_three_readings_that_agree() {
        assertAccepted(Duration.ofMinutes(-1));
        elapsed = elapsed.plusSeconds(1);
        assertThat(read(Duration.ofSeconds(90))).contains("3 readings in a row agree");
        elapsed = elapsed.plusSeconds(1);
        assertThat(read(Duration.ofSeconds(90))).isNotNull();
        elapsed = elapsed.plusSeconds(1);
        assertAccepted(Duration.ofSeconds(90));
    }

    @Test
    void readings_that_contradict_each_other_confirm_nothing() {
        assertAccepted(Duration.ZERO);
        for (int i = 1; i < 10; i++) {
            assertThat(read(HOUR.multipliedBy(-i))).isNotNull();
        }
    }

    @Test
    void a_clock_that_is_set_back_is_followed_after_three_readings() {
        assertAccepted(Duration.ZERO);
        assertThat(read(HOUR.negated())).isNotNull();
        assertThat(read(HOUR.negated())).isNotNull();
        assertAccepted(HOUR.negated());
    }

    @Test
    void a_first_reading_far_behind_our_clock_needs_three_readings() {
        assertThat(read(Duration.ofDays(-700))).contains("700 days behind ours");
        assertThat(clock.isUnconfirmed()).isTrue();
        assertThat(read(Duration.ofDays(-700))).isNotNull();
        assertAccepted(Duration.ofDays(-700));
        assertThat(clock.isUnconfirmed()).isFalse();
    }

    @Test
    void a_simulated_clock_may_run_fast_until_it_has_caught_up_with_ours() {
        Duration behind = Duration.ofDays(60);
        read(behind.negated());
        read(behind.negated());
        while (behind.isPositive()) {
            assertAccepted(behind.negated());
            behind = behind.minus(HOUR);
            elapsed = elapsed.plusSeconds(1);
        }
        assertAccepted(Duration.ZERO);
        assertThat(read(HOUR)).isNotNull();
        assertThat(clock.runsFast()).isFalse();
    }

    @Test
    void a_clock_that_stands_still_or_is_slow_is_accepted() {
        assertAccepted(Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            elapsed = elapsed.plusSeconds(60);
            assertThat(readAt(NOON.plusSeconds(i))).isNull();
        }
    }

    @Test
    void a_clock_of_ours_that_is_set_back_does_not_count() {
        OwnClock ours = new OwnClock(NOON, Duration.ofSeconds(7));
        Duration later = Duration.ofMinutes(5).plusSeconds(7);
        assertThat(ours.latest(NOON.minus(HOUR), later)).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
        assertThat(ours.latest(NOON.plus(HOUR), later)).isEqualTo(NOON.plus(HOUR));
    }

    /// Whatever a venue sends: no accepted reading is ahead of our clock by more than the skew, and a clock that is right
    /// again is believed after three readings.
    @Test
    void no_sequence_of_readings_passes_our_clock_or_keeps_a_right_reading_from_being_believed() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            clock = VenueClock.unread(ClockRules.within(MAX_SKEW));
            for (int i = 0; i < 200; i++) {
                elapsed = elapsed.plusMillis(random.nextInt(3000));
                Duration skew = random.nextInt(3) > 0 ? Duration.ZERO : anySkew(random);
                if (read(skew) == null) {
                    assertThat(clock.accepted()).as("seed %d", seed).isNotNull();
                    assertThat(skew).as("seed %d", seed).isLessThanOrEqualTo(MAX_SKEW);
                }
            }
            for (int i = 1; i < 3; i++) {
                read(Duration.ZERO);
            }
            assertThat(read(Duration.ZERO)).as("seed %d", seed).isNull();
        }
    }

    private static Duration anySkew(Random random) {
        long[] scale = {1_000, 60_000, 3_600_000, 86_400_000, 1_000L * 86_400_000};
        return Duration.ofMillis((long) (scale[random.nextInt(scale.length)] * random.nextGaussian()));
    }

    private void assertAccepted(Duration skew) {
        assertThat(read(skew)).isNull();
        assertThat(accepted()).isEqualTo(ours().plus(skew));
    }

    private Instant accepted() {
        ClockReading last = clock.accepted();
        assertThat(last).isNotNull();
        return last == null ? Instant.MIN : last.venue();
    }

    private Instant ours() {
        return NOON.plus(elapsed);
    }

    private @Nullable String read(Duration skew) {
        return readAt(ours().plus(skew));
    }

    private @Nullable String readAt(Instant venue) {
        VenueClock.Step step = clock.read(new ClockReading(venue, ours(), elapsed));
        clock = step.clock();
        return step.refusal();
    }
}
