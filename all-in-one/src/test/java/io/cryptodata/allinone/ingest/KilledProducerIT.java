package io.cryptodata.allinone.ingest;

import io.cryptodata.allinone.embedded.ForkedJvm;
import io.cryptodata.producers.ProducersApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/// A producer process that is killed during its work.
class KilledProducerIT {
    @TempDir
    private Path folder;

    @Test
    void the_survivor_takes_over_without_losing_or_repeating_an_hour() throws Exception {
        try (IngestRig rig = new IngestRig(folder, new SimulatorConfig.Seeded(12, Duration.ofDays(500), 1, true))) {
            rig.createTopics();
            try (ForkedJvm victim = ForkedJvm.start(MemberMain.class, rig.settings("victim").entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue()).toArray(String[]::new));
                    ProducersApp survivor = AcceleratedClock.producers(rig.config("survivor"),
                            new SimpleMeterRegistry())) {
                victim.awaitLine("working");
                survivor.start();
                IngestRig.await(() -> survivor.status().group().assigned().size() == 6,
                        () -> survivor.status().toString());
                assertThat(survivor.caughtUp()).as("caught up before the kill, so nothing is left to take over")
                        .isFalse();
                victim.kill();
                Instant killed = Instant.now();
                IngestRig.await(() -> survivor.status().group().assigned().size() == 12,
                        () -> survivor.status().toString());
                Duration takeover = Duration.between(killed, Instant.now());
                System.out.println("took over after " + takeover.toMillis() + " ms");
                IngestRig.await(survivor::caughtUp, () -> survivor.status().toString());
                rig.requireEveryHourOnce();
            }
        }
    }
}
