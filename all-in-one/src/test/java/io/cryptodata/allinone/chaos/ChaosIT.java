package io.cryptodata.allinone.chaos;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/// Nothing is lost, invented or wrong after two simulated days in which everything goes wrong. More seeds, days and markets
/// by the command in docs/performance.md.
class ChaosIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"11,1", "12,2"})
    void every_closed_candle_that_was_served_is_there_as_its_last_version_and_nothing_else(long seed, int members)
            throws InterruptedException {
        ChaosReport report = new ChaosRun(new ChaosOptions(seed, 2, 40, members, 1.5), folder, System.out::println)
                .run();
        System.out.println(report.line());
        assertThat(report.problems()).as("seed %d", seed).isEmpty();
        assertThat(report.candles()).isGreaterThanOrEqualTo(report.served()).isGreaterThan(1000);
        assertThat(report.revised()).isPositive();
        assertThat(report.faults()).isPositive();
    }
}
