package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.loop.Loop;
import io.cryptodata.service.metrics.ServiceMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Watches the free space of the disk that holds the state folder. While less than the reserve is free, fetching is paused, so
/// that no server runs into a full disk; while almost nothing is free, a server that failed is not started again. Both end by
/// themselves when there is space.
public final class DiskSpace implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final DataFolder folder;
    private final DataFolder.FreeSpace freeSpace;
    private final DiskLimits limits;
    private final Loop measurements = Loop.every(INTERVAL, "disk-space", this::measure);
    private volatile State state = new State(Long.MAX_VALUE, false);

    private record State(long freeBytes, boolean paused) {}

    public DiskSpace(DataFolder folder, DataFolder.FreeSpace freeSpace, DiskLimits limits) {
        this.folder = folder;
        this.freeSpace = freeSpace;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String describe() {
        return free() + ", reserve " + DiskLimits.megabytes(limits.reserveBytes()) + " MB";
    }

    @Override
    public void start() {
        try {
            measure();
        } catch (IOException failed) {
            throw new StartException("The free disk space of " + folder.root() + " cannot be read: " + failed + ".",
                    failed);
        }
        measurements.start(INTERVAL);
    }

    /// Reads the free space once.
    void measure() throws IOException {
        long free = freeSpace.bytesAt(folder.root());
        boolean before = state.paused;
        state = new State(free, limits.isPaused(before, free));
        if (state.paused && !before) {
            LOG.warn("fetching is paused: {}", shortage());
        } else if (before && !state.paused) {
            LOG.info("fetching resumes: {}", free());
        }
    }

    /// Registers the free space and the reserve.
    public void bind(MeterRegistry meters) {
        ServiceMeters.DISK_FREE.gaugeIn(meters, this, disk -> disk.state.freeBytes);
        ServiceMeters.DISK_RESERVE.gaugeIn(meters, limits, DiskLimits::reserveBytes);
    }

    /// Why nothing may be fetched now; empty while there is space.
    public Optional<String> pause() {
        return state.paused ? Optional.of(shortage()) : Optional.empty();
    }

    /// Why no server can be started now; empty while there is space.
    public Optional<String> exhausted() {
        return limits.isExhausted(state.freeBytes)
                ? Optional.of("no space left on the disk: " + free() + ", and " + DiskLimits.megabytes(
                        limits.exhaustedBytes()) + " MB are needed: free some space")
                : Optional.empty();
    }

    /// Degraded during a pause, and while the free space cannot be read.
    @Override
    public Health health() {
        if (state.paused) {
            return Health.degraded("fetching is paused: " + shortage());
        }
        Health measuring = measurements.health();
        return measuring instanceof Health.Degraded ? measuring : new Health.Up(describe());
    }

    private String shortage() {
        return free() + ", less than the reserve of " + DiskLimits.megabytes(limits.reserveBytes())
                + " MB; it resumes by itself with " + DiskLimits.megabytes(limits.resumeBytes())
                + " MB: free some space, or lower --disk-reserve";
    }

    private String free() {
        return DiskLimits.megabytes(state.freeBytes) + " MB free for " + folder.root();
    }

    @Override
    public void close() {
        measurements.close();
    }
}
