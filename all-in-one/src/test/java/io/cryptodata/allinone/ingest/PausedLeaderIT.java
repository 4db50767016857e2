package io.cryptodata.allinone.ingest;

import io.cryptodata.allinone.embedded.ForkedJvm;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// A leader that is stopped, not ended: it resumes after another process has taken over.
class PausedLeaderIT {
    private static final Duration AFTER_RESUMING = Duration.ofSeconds(15);

    private static final int OTHER_ROWS = 10_000;

    @TempDir
    private Path folder;

    @Test
    void a_leader_that_resumes_after_its_successor_wrote_changes_nothing() throws Exception {
        try (IngestRig rig = new IngestRig(folder, new SimulatorConfig.Seeded(12, Duration.ofDays(20), 1, false))) {
            rig.createTopics();
            Market market = rig.simulator().expectedCandles().markets().keySet().iterator().next();
            String flag = market.base() + ":exclude";
            try (ForkedJvm paused = ForkedJvm.start(MemberMain.class, rig.settings("paused").entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue()).toArray(String[]::new));
                    ProducersApp successor = AcceleratedClock.producers(rig.config("successor"),
                            new SimpleMeterRegistry())) {
                paused.awaitLine("working");
                signal("STOP", paused);
                rig.override(TopicName.OVERRIDES_FLAGS, flag,
                        new Flag(market.base(), "exclude", true, "", Instant.parse("2026-01-01T00:00:00Z")));
                successor.start();
                awaitTracked(rig, market, List.of(true, false));
                // so that the leader that resumes reads the row and its deletion in different polls
                rig.irrelevantFlags(OTHER_ROWS);
                rig.override(TopicName.OVERRIDES_FLAGS, flag, null);
                awaitTracked(rig, market, List.of(true, false, true));
                signal("CONT", paused);
                Instant until = Instant.now().plus(AFTER_RESUMING);
                IngestRig.await(() -> Instant.now().isAfter(until), () -> "");
                assertThat(rig.tracked(market)).as("entries of the market, oldest first")
                        .containsExactly(true, false, true);
                IngestRig.await(successor::caughtUp, () -> successor.status().toString());
            }
        }
    }

    private static void awaitTracked(IngestRig rig, Market market, List<Boolean> expected) {
        IngestRig.await(() -> rig.tracked(market).equals(expected), () -> rig.tracked(market).toString());
    }

    private static void signal(String name, ForkedJvm process) throws Exception {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.process().pid())).start().waitFor();
        assertThat(status).isZero();
    }
}
