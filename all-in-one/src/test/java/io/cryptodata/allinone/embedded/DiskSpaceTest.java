package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.metrics.MeterNames;
import io.cryptodata.service.retry.Await;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DiskSpaceTest {
    private static final long MEGABYTE = 1 << 20;
    private static final DiskLimits LIMITS = new DiskLimits(0, 1024 * MEGABYTE);

    private final AtomicLong free = new AtomicLong(2048 * MEGABYTE);

    @TempDir
    private Path folder = Path.of("");

    private DiskSpace disk(DataFolder data, DiskLimits limits) {
        return new DiskSpace(data, _ -> {
            if (free.get() < 0) {
                throw new IOException("stale file handle");
            }
            return free.get();
        }, limits);
    }

    private void set(DiskSpace disk, long megabytes) throws IOException {
        free.set(megabytes * MEGABYTE);
        disk.measure();
    }

    @Test
    void fetching_is_paused_within_the_reserve_and_resumes_when_an_eighth_more_is_free() throws IOException {
        try (DataFolder data = DataFolder.open(folder, 0, _ -> 0); DiskSpace disk = disk(data, LIMITS)) {
            disk.start();
            assertThat(disk.health()).isEqualTo(new Health.Up("2048 MB free for " + folder + ", reserve 1024 MB"));
            assertThat(disk.pause()).isEmpty();
            set(disk, 1024);
            assertThat(disk.pause()).isEmpty();
            set(disk, 1023);
            String reason = "1023 MB free for " + folder + ", less than the reserve of 1024 MB; it resumes by itself"
                    + " with 1152 MB: free some space, or lower --disk-reserve";
            assertThat(disk.pause()).contains(reason);
            assertThat(disk.health()).isEqualTo(Health.degraded("fetching is paused: " + reason));
            assertThat(disk.exhausted()).isEmpty();
            set(disk, 1151);
            assertThat(disk.pause()).isPresent();
            set(disk, 1152);
            assertThat(disk.pause()).isEmpty();
            assertThat(disk.health()).isInstanceOf(Health.Up.class);
        }
    }

    @Test
    void no_server_can_be_started_with_less_than_an_eighth_of_the_reserve() throws IOException {
        try (DataFolder data = DataFolder.open(folder, 0, _ -> 0); DiskSpace disk = disk(data, LIMITS)) {
            disk.start();
            set(disk, 128);
            assertThat(disk.exhausted()).isEmpty();
            set(disk, 127);
            assertThat(disk.exhausted()).contains("no space left on the disk: 127 MB free for " + folder
                    + ", and 128 MB are needed: free some space");
        }
    }

    @Test
    void without_a_reserve_nothing_is_paused_and_servers_still_wait_for_some_megabytes() throws IOException {
        try (DataFolder data = DataFolder.open(folder, 0, _ -> 0);
                DiskSpace disk = disk(data, new DiskLimits(0, 0))) {
            disk.start();
            set(disk, 15);
            assertThat(disk.pause()).isEmpty();
            assertThat(disk.exhausted()).isPresent();
        }
    }

    @Test
    void the_space_is_measured_again_and_again_and_is_a_meter() {
        MeterRegistry meters = MeterNames.strictRegistry();
        try (DataFolder data = DataFolder.open(folder, 0, _ -> 0); DiskSpace disk = disk(data, LIMITS)) {
            disk.bind(meters);
            disk.start();
            free.set(5 * MEGABYTE);
            assertThat(Await.until(() -> disk.pause().isPresent(), Duration.ofMinutes(1))).isTrue();
            assertThat(meters.get("cda.service.disk.free").gauge().value()).isEqualTo(5.0 * MEGABYTE);
            assertThat(meters.get("cda.service.disk.reserve").gauge().value()).isEqualTo(1024.0 * MEGABYTE);
        }
    }

    @Test
    void space_that_cannot_be_read_degrades_the_disk() {
        try (DataFolder data = DataFolder.open(folder, 0, _ -> 0); DiskSpace disk = disk(data, LIMITS)) {
            disk.start();
            free.set(-1);
            assertThat(Await.until(() -> disk.health() instanceof Health.Degraded, Duration.ofMinutes(1))).isTrue();
            assertThat(disk.health().reasons()).singleElement().asString().contains("stale file handle");
        }
    }

    @Test
    void negative_limits_are_rejected_by_the_name_of_their_option() {
        assertThatThrownBy(() -> new DiskLimits(-1, 0)).hasMessage("--min-free-disk must not be negative, but was -1");
        assertThatThrownBy(() -> new DiskLimits(0, -1)).hasMessage("--disk-reserve must not be negative, but was -1");
    }
}
