package io.cryptodata.allinone.ingest;

import io.cryptodata.producers.ProducersApp;
import io.cryptodata.producers.config.ProducersConfig;
import io.cryptodata.producers.status.ProducersStatus;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.schemas.avro.Flag;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.market.ExpectedCandles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Candles are published exactly once while two producers share the work, one leaves, and one is restarted.
class ProducersIT {
    @TempDir
    private Path folder;

    @Test
    void two_producers_share_the_work_and_every_hour_is_committed_once() throws Exception {
        try (IngestRig rig = new IngestRig(folder, new SimulatorConfig.Seeded(11, Duration.ofDays(120), 1, true))) {
            refusesToStartWithoutTopics(rig.config("first"));
            rig.createTopics();
            try (ProducersApp first = AcceleratedClock.producers(rig.config("first"), new SimpleMeterRegistry())) {
                first.start();
                try (ProducersApp second = AcceleratedClock.producers(rig.config("second"),
                        new SimpleMeterRegistry())) {
                    second.start();
                    assertWorkIsShared(first, second);
                    IngestRig.await(() -> first.caughtUp() && second.caughtUp(),
                            () -> first.status() + "\n" + second.status());
                    rig.requireEveryHourOnce();
                    assertThat(first.status().markets()).isNotEmpty();
                    assertThat(second.status().markets()).isNotEmpty();
                }
                IngestRig.await(() -> holds(first, 12) && first.caughtUp(), () -> first.status().toString());
                rig.requireEveryHourOnce();
                aFlagTakesEffectWithoutARestart(rig, first);
            }
            restart(rig.config("third"), rig.simulator().expectedCandles());
            rig.requireEveryHourOnce();
            assertThat(rig.committed(TopicName.CANDLES_QUARANTINE))
                    .hasSize((int) rig.simulator().expectedCandles().quarantined());
            assertThat(rig.committed(TopicName.TASK_RUNS)).extracting(run -> run.key())
                    .contains("listing.binance", "universe");
            assertThat(rig.committed(TopicName.LISTINGS)).extracting(listing -> listing.key())
                    .contains("binance:BTC/USDT");
        }
    }

    private static void aFlagTakesEffectWithoutARestart(IngestRig rig, ProducersApp app) throws Exception {
        rig.override(TopicName.OVERRIDES_FLAGS, "ADA:exclude",
                new Flag("ADA", "exclude", true, null, Instant.parse("2026-01-01T00:00:00Z")));
        IngestRig.await(() -> basesOf(app).stream().noneMatch("ADA"::equals), () -> app.status().toString());
        assertThat(basesOf(app)).contains("BTC");
        rig.override(TopicName.OVERRIDES_FLAGS, "ADA:exclude", null);
        IngestRig.await(() -> basesOf(app).contains("ADA") && app.caughtUp(), () -> app.status().toString());
    }

    private static List<String> basesOf(ProducersApp app) {
        return app.status().markets().stream().map(status -> status.market().base()).toList();
    }

    private static void refusesToStartWithoutTopics(ProducersConfig config) {
        try (ProducersApp app = AcceleratedClock.producers(config, new SimpleMeterRegistry())) {
            assertThatThrownBy(app::start).isInstanceOf(SetupException.class)
                    .hasMessageContaining("create them with ./cda topics");
        }
    }

    /// Each member holds half of the partitions, and both see two members.
    private static void assertWorkIsShared(ProducersApp first, ProducersApp second) {
        IngestRig.await(
                () -> holds(first, 6) && holds(second, 6) && first.status().group().members() == 2
                        && second.status().group().members() == 2,
                () -> first.status() + "\n" + second.status());
        List<Integer> held = new ArrayList<>(first.status().group().assigned());
        held.addAll(second.status().group().assigned());
        assertThat(held).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 12).boxed().toList());
        assertThat(first.status().group().isLeader()).isNotEqualTo(second.status().group().isLeader());
    }

    private static boolean holds(ProducersApp app, int partitions) {
        ProducersStatus status = app.status();
        return status.group().assigned().size() == partitions;
    }

    private static void restart(ProducersConfig config, ExpectedCandles expected) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (ProducersApp app = AcceleratedClock.producers(config, meters)) {
            app.start();
            IngestRig.await(app::caughtUp, () -> app.status().toString());
            assertThat(meters.get("cda.producers.candles.published").functionCounters())
                    .allSatisfy(counter -> assertThat(counter.count()).isZero());
            assertThat(app.status().markets()).hasSameSizeAs(expected.markets().keySet()).allSatisfy(
                    market -> assertThat(market.lastClosed()).isEqualTo(expected.of(market.market()).last()));
        }
    }
}
