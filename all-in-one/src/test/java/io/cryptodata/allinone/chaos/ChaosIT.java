package io.cryptodata.allinone.chaos;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// No candle is lost, invented or wrong after two simulated days with every kind of fault, with one producer process and with
/// two. The command for more seeds, days and markets is in docs/performance.md. Runs in processes of its own beside the other
/// tests, because it waits for simulated time.
@Execution(ExecutionMode.CONCURRENT)
class ChaosIT {
    @TempDir
    private Path folder;

    @Test
    void the_topic_holds_the_last_version_of_every_served_candle_and_nothing_else() throws Exception {
        List<String> reports = ChaosMain.run(Map.of("first", "11", "seeds", "2", "parallel", "2", "days", "2"),
                folder);
        assertThat(reports).hasSize(2).allSatisfy(report -> {
            assertThat(report).contains(" problems=0 ");
            assertThat(ChaosMain.sum(List.of(report), "candles"))
                    .isGreaterThanOrEqualTo(ChaosMain.sum(List.of(report), "served")).isGreaterThan(1000);
            assertThat(ChaosMain.sum(List.of(report), "revised")).isPositive();
            assertThat(ChaosMain.sum(List.of(report), "faults")).isPositive();
        });
    }
}
