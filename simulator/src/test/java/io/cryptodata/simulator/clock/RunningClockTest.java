package io.cryptodata.simulator.clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunningClockTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Instant wall = Instant.parse("2024-06-01T00:00:00Z");

    @Test
    void time_runs_at_its_own_speed() {
        RunningClock clock = clock(0.5);
        assertThat(clock.now()).isEqualTo(START);
        pass(Duration.ofSeconds(10));
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(5)));
    }

    @Test
    void time_never_passes_wall_time() {
        RunningClock clock = clock(1000);
        pass(Duration.ofSeconds(60));
        assertThat(clock.now()).isEqualTo(wall);
        pass(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(wall);
    }

    @Test
    void time_does_not_go_back_with_the_wall_clock() {
        RunningClock clock = clock(0.5);
        pass(Duration.ofSeconds(10));
        Instant before = clock.now();
        pass(Duration.ofSeconds(-5));
        assertThat(clock.now()).isEqualTo(before);
    }

    @Test
    void after_a_restart_time_continues_where_it_stopped() {
        Instant stopped;
        try (RunningClock clock = clock(0.5)) {
            pass(Duration.ofSeconds(10));
            stopped = clock.now();
        }
        pass(Duration.ofHours(3));
        assertThat(clock(0.5).now()).isEqualTo(stopped);
    }

    @Test
    void after_a_crash_time_continues_after_the_last_returned_time() {
        RunningClock crashed = clock(0.5);
        Instant seen = START;
        for (int second = 0; second < 100; second++) {
            pass(Duration.ofSeconds(1));
            seen = crashed.now();
        }
        assertThat(clock(0.5).now()).isAfterOrEqualTo(seen).isBefore(seen.plus(Duration.ofHours(11)));
    }

    @Test
    void a_folder_of_another_simulation_is_rejected() {
        clock(0.5).close();
        assertThatThrownBy(() -> new ClockFile(folder, "seed 2")).hasMessageContainingAll("seed 1", "seed 2",
                "another data folder");
    }

    @Test
    void a_damaged_file_is_reported_with_a_remedy() throws IOException {
        Files.writeString(folder.resolve("clock.properties"), "simulated.time=soon\n");
        assertThatThrownBy(() -> clock(0.5)).hasMessageContainingAll("clock.properties", "soon", "remove the file");
    }

    @Test
    void a_frozen_clock_never_goes_back() {
        ClockFile file = new ClockFile(folder, "seed 1");
        file.advanceTo(START);
        assertThatThrownBy(() -> file.advanceTo(START.minusSeconds(1))).hasMessageContaining("use another data folder");
        assertThat(file.resume(Instant.EPOCH)).isEqualTo(START);
    }

    private RunningClock clock(double hoursPerSecond) {
        return new RunningClock(new ClockFile(folder, "seed 1"), START, hoursPerSecond, () -> wall);
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
    }
}
