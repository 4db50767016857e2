package io.cryptodata.allinone.benchmark;

import io.cryptodata.allinone.benchmark.BenchmarkTopology.Measured;
import io.cryptodata.allinone.benchmark.BenchmarkTopology.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/// A short run of the benchmark: completeness of what is measured, not the times.
class BenchmarkTopologyIT {
    @TempDir
    Path folder;

    @Test
    void every_candle_is_processed_and_has_eight_records_that_can_be_read() throws InterruptedException {
        Measured measured = BenchmarkTopology.run(folder, new Size(24, 3, 5, Duration.ofSeconds(1)));
        assertThat(measured.history().candles()).isEqualTo(24 * 4);
        assertThat(measured.product().candles()).isEqualTo(24 * 5).isEqualTo(measured.bare().candles());
        assertThat(measured.ratio()).isPositive();
        assertThat(measured.latencies()).extracting(Latency::candles).containsExactly(50, 1000, 50, 1000, 50, 1000);
        assertThat(measured.latencies())
                .allSatisfy(latency -> assertThat(latency.p99Millis()).isGreaterThanOrEqualTo(latency.p50Millis())
                        .isPositive());
        assertThat(measured.surplus()).isZero();
    }
}
