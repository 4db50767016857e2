package io.cryptodata.allinone.ingest;

import io.cryptodata.producers.ProducersApp;
import io.cryptodata.schemas.OperationKind;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// What operators request of the producers reaches every member, and outlives a restart as far as it should.
class OperationsIT {
    private static final String VENUE = "binance";

    @TempDir
    private Path folder;

    @Test
    void a_paused_venue_gets_no_request_from_any_member_until_it_is_resumed() throws Exception {
        try (IngestRig rig = new IngestRig(folder, new SimulatorConfig.Seeded(11, Duration.ofDays(120), 1, true))) {
            rig.createTopics();
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            try (ProducersApp first = AcceleratedClock.producers(rig.config("first"), meters)) {
                first.start();
                try (ProducersApp second = AcceleratedClock.producers(rig.config("second"),
                        new SimpleMeterRegistry())) {
                    second.start();
                    IngestRig.await(() -> first.caughtUp() && second.caughtUp(),
                            () -> first.status() + "\n" + second.status());
                    rig.operation(OperationKind.PAUSE, VENUE);
                    IngestRig.await(() -> isPaused(first) && isPaused(second),
                            () -> first.health() + "\n" + second.health());
                    assertThat(meters.get("cda.producers.paused.by.operator").tag("exchange", VENUE).gauge().value())
                            .isEqualTo(1);
                    IngestRig.await(() -> runsOf(rig, "candles.binance").stream().anyMatch(run -> run.contains("anna")),
                            () -> runsOf(rig, "candles.binance").toString());
                }
                long listings = runsOf(rig, "listing.binance").size();
                try (ProducersApp restarted = AcceleratedClock.producers(rig.config("second"),
                        new SimpleMeterRegistry())) {
                    restarted.start();
                    IngestRig.await(() -> isPaused(restarted), () -> restarted.health().toString());
                    long requests = rig.simulator().venue(VENUE).requests();
                    rig.operation(OperationKind.RUN, "listing.binance");
                    rig.operation(OperationKind.RUN, "universe");
                    IngestRig.await(() -> runsOf(rig, "universe").size() > 1, () -> runsOf(rig, "universe").toString());
                    assertThat(rig.simulator().venue(VENUE).requests()).isEqualTo(requests);
                    assertThat(runsOf(rig, "listing.binance")).hasSize((int) listings);
                    rig.operation(OperationKind.RESUME, VENUE);
                    IngestRig.await(() -> first.caughtUp() && restarted.caughtUp(),
                            () -> first.status() + "\n" + restarted.status());
                    rig.awaitEveryHourOnce();
                    assertThat(first.health()).isEqualTo(Health.up());
                }
            }
        }
    }

    @Test
    void a_task_runs_when_it_is_requested_and_not_again_after_a_restart() throws Exception {
        try (IngestRig rig = new IngestRig(folder, new SimulatorConfig.Seeded(11, Duration.ofDays(2), 1, true))) {
            rig.createTopics();
            rig.operation(OperationKind.RUN, "listing.binance");
            try (ProducersApp first = AcceleratedClock.producers(rig.config("first"), new SimpleMeterRegistry())) {
                first.start();
                IngestRig.await(first::caughtUp, () -> first.status().toString());
                int before = runsOf(rig, "universe").size();
                rig.operation(OperationKind.RUN, "universe");
                rig.operation(OperationKind.RUN, "listing.binance");
                rig.operation(OperationKind.RUN, "candles.binance");
                IngestRig.await(() -> runsOf(rig, "universe").size() == before + 1,
                        () -> runsOf(rig, "universe").toString());
                IngestRig.await(() -> runsOf(rig, "listing.binance").size() > 1,
                        () -> runsOf(rig, "listing.binance").toString());
                IngestRig.await(() -> !runsOf(rig, "candles.binance").isEmpty(),
                        () -> runsOf(rig, "candles.binance").toString());
            }
            int universe = runsOf(rig, "universe").size();
            try (ProducersApp again = AcceleratedClock.producers(rig.config("first"), new SimpleMeterRegistry())) {
                again.start();
                IngestRig.await(again::caughtUp, () -> again.status().toString());
            }
            assertThat(runsOf(rig, "universe")).as("no request is carried out again").hasSize(universe);
        }
    }

    private static boolean isPaused(ProducersApp app) {
        return app.health() instanceof Health.Up(String detail)
                && detail.startsWith("binance is paused by an operator: anna, since ");
    }

    private static List<String> runsOf(IngestRig rig, String process) {
        return rig.runs(process);
    }
}
