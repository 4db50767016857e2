package io.cryptodata.allinone.chaos;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// No candle is lost, invented or wrong after two simulated days with every kind of fault. The command for more seeds, days
/// and markets is in docs/performance.md.
class ChaosIT {
    private static final Set<ChaosFault> LEFT_OUT = EnumSet.allOf(ChaosFault.class);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"11,1", "12,2"})
    void the_topic_holds_the_last_version_of_every_served_candle_and_nothing_else(long seed, int members)
            throws InterruptedException {
        ChaosReport report = new ChaosRun(new ChaosOptions(seed, 2, 40, members, 1.5, LEFT_OUT), folder,
                System.out::println).run();
        System.out.println(report.line());
        assertThat(report.problems()).as("seed %d", seed).isEmpty();
        assertThat(report.candles()).isGreaterThanOrEqualTo(report.served()).isGreaterThan(1000);
        assertThat(report.revised()).isPositive();
        assertThat(report.faults()).isPositive();
    }
}
