package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.Await;
import io.cryptodata.schemas.TopicName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/// What breaks while the product runs comes back by itself, and nothing is missing afterwards.
class MendedDemoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void a_killed_database_a_killed_registry_and_a_failed_task_are_mended_and_every_hour_lands() throws Exception {
        TestDemo demo = TestDemo.in("mended-demo");
        try (DemoRun run = demo.seeded(2)) {
            run.start();
            Observed seen = new Observed(run.servers());
            landsEverythingOfNow(run);
            kill(run, "database");
            landsEverythingOfNow(run);
            kill(run, "registry");
            landsEverythingOfNow(run);
            failTheIndicatorSink(run, seen);
            landsEverythingOfNow(run);
            for (String topic : List.of(TopicName.CANDLES_1H, TopicName.INDICATORS)) {
                assertThat(seen.bytes(TopicName.deadLettersOf(topic))).as("dead letters of " + topic).isEmpty();
            }
        }
    }

    /// Everything that the venue has at this moment is in the database before long.
    private static void landsEverythingOfNow(DemoRun run) {
        Expected expected = run.expected();
        assertThat(Await.until(() -> run.landed().map(expected::isFulfilledBy).orElse(false), PATIENCE))
                .as("missing: %s", expected.missingFrom(run.landed().orElse(Landed.NOTHING))).isTrue();
    }

    private static void kill(DemoRun run, String part) {
        assertThat(run.servers().children()).containsKey(part);
        Optional.ofNullable(run.servers().children().get(part)).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(Await.until(() -> run.restarts(part) == 1, PATIENCE)).as("%s comes back", part).isTrue();
    }

    /// A table without a column that the task writes to: the task fails, and goes on once the column is there again.
    private static void failTheIndicatorSink(DemoRun run, Observed seen) {
        seen.execute("ALTER TABLE indicators RENAME COLUMN rsi14 TO rsi14_away");
        assertThat(Await.until(() -> !run.sinksAreHealthy(), PATIENCE)).as("the task fails").isTrue();
        seen.execute("ALTER TABLE indicators RENAME COLUMN rsi14_away TO rsi14");
        assertThat(Await.until(run::sinksAreHealthy, PATIENCE)).as("the task is restarted").isTrue();
    }
}
