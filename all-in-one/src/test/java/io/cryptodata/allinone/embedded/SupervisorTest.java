package io.cryptodata.allinone.embedded;

import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.retry.Backoff;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SupervisorTest {

    private static final RestartPolicy POLICY = new RestartPolicy(
            Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(4)), 3,
            Duration.ofMinutes(1));

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<PartEvent> events = new CopyOnWriteArrayList<>();
    private long nanos;
    private Optional<String> obstacle = Optional.empty();
    private final Supervisor runner = new Supervisor(() -> nanos, POLICY, () -> obstacle, events::add);

    private FakePart part(String name) {
        return new FakePart(name, calls);
    }

    @Test
    void parts_start_in_order_and_stop_in_reverse_order() {
        runner.start(List.of(part("a"), part("b"), part("c")));
        runner.close();
        assertThat(calls).containsExactly("start a", "start b", "start c", "close c", "close b", "close a");
    }

    @Test
    void a_part_that_fails_to_start_stops_itself_and_all_earlier_parts() {
        assertThatThrownBy(() -> runner.start(List.of(part("a"), part("b").failing(1), part("c"))))
                .isInstanceOf(StartException.class).hasMessage("The b did not start: failed to start b");
        assertThat(calls).containsExactly("start a", "start b", "close b", "close a");
    }

    @Test
    void a_failed_part_is_restarted_and_counted() {
        FakePart part = part("a");
        runner.start(part);
        part.fail("killed");
        runner.check();
        assertThat(calls).containsExactly("start a", "close a", "start a");
        assertThat(runner.restarts()).containsEntry("a", 1);
        assertThat(events).contains(new PartEvent.Failed("a", "killed"))
                .anyMatch(event -> event.line().contains("restarted in") && event.line().endsWith("(1 time)"));
    }

    @Test
    void a_degraded_part_is_not_restarted_and_degrades_the_whole() {
        FakePart part = part("a");
        runner.start(part);
        assertThat(runner.health()).isInstanceOf(Health.Starting.class);
        part.report(Health.degraded("one venue is unavailable"));
        runner.watch();
        assertThat(Await.until(() -> runner.health() instanceof Health.Degraded, Duration.ofMinutes(1))).isTrue();
        assertThat(runner.health().reasons()).containsExactly("a: one venue is unavailable");
        assertThat(calls).containsExactly("start a");
        runner.close();
    }

    @Test
    void a_check_that_fails_degrades_its_part_and_the_others_are_restarted() {
        FakePart first = part("a");
        FakePart second = part("b");
        runner.start(List.of(first, second));
        first.unreadable(new UncheckedIOException(new IOException("too many open files")));
        second.fail("killed");
        runner.check();
        assertThat(runner.restarts()).containsEntry("b", 1);
        runner.watch();
        assertThat(runner.health().reasons()).singleElement().asString().contains("too many open files");
        first.report(Health.up());
        assertThat(Await.until(() -> runner.health() instanceof Health.Up, Duration.ofMinutes(1))).isTrue();
        runner.close();
    }

    @Test
    void a_part_is_restarted_although_its_events_cannot_be_reported() {
        try (Supervisor silent = new Supervisor(() -> nanos, POLICY, Optional::empty, _ -> {
            throw new IllegalStateException("no terminal");
        })) {
            FakePart part = part("a");
            silent.start(part);
            part.fail("killed");
            silent.check();
            assertThat(silent.restarts()).containsEntry("a", 1);
        }
    }

    @Test
    void the_backoff_between_attempts_grows() {
        FakePart part = part("a");
        runner.start(part);
        part.failing(2).fail("killed");
        runner.check();
        runner.check();
        assertThat(calls).as("the second attempt is not due").containsExactly("start a", "close a", "start a");
        nanos += Duration.ofSeconds(1).toNanos();
        runner.check();
        nanos += Duration.ofSeconds(1).toNanos();
        runner.check();
        assertThat(calls).as("the third attempt is due after two seconds").hasSize(5);
        nanos += Duration.ofSeconds(1).toNanos();
        runner.check();
        assertThat(calls).hasSize(7);
        assertThat(runner.restarts()).containsEntry("a", 1);
        assertThat(runner.abandoned()).isEmpty();
    }

    @Test
    void a_part_that_cannot_be_restarted_is_abandoned_with_one_sentence() {
        FakePart part = part("a");
        runner.start(part);
        part.failing(Integer.MAX_VALUE).fail("no disk");
        for (int second = 0; second < 10; second++) {
            runner.check();
            nanos += Duration.ofSeconds(1).toNanos();
        }
        assertThat(runner.abandoned()).hasValueSatisfying(sentence -> assertThat(sentence)
                .startsWith("The a is down and stays down after 3 restarts within 1 minutes: "));
        assertThat(calls.stream().filter("start a"::equals)).as("one start and three attempts").hasSize(4);
    }

    @Test
    void a_part_is_restarted_as_soon_as_there_is_no_obstacle_however_long_it_lasts() {
        FakePart part = part("a");
        runner.start(part);
        obstacle = Optional.of("no space left on the disk");
        part.fail("exited");
        for (int minute = 0; minute < 60; minute++) {
            runner.check();
            nanos += Duration.ofMinutes(1).toNanos();
        }
        assertThat(calls).containsExactly("start a");
        assertThat(runner.healthOfParts()).containsEntry("a",
                new Health.Starting("down: exited; not restarted yet: no space left on the disk"));
        assertThat(events).filteredOn(PartEvent.Waiting.class::isInstance)
                .containsExactly(new PartEvent.Waiting("a", "no space left on the disk"));
        obstacle = Optional.empty();
        runner.check();
        assertThat(runner.restarts()).containsEntry("a", 1);
        runner.check();
        assertThat(events.getLast()).isEqualTo(new PartEvent.Recovered("a", Duration.ofHours(1)));
        assertThat(events.getLast().line()).endsWith("is well again after 3600.0 s");
    }

    @Test
    void attention_and_recovery_are_reported_once() {
        FakePart part = part("a");
        runner.start(part);
        events.clear();
        part.report(Health.degraded("little space"));
        runner.check();
        runner.check();
        nanos += Duration.ofSeconds(5).toNanos();
        part.report(Health.up());
        runner.check();
        runner.check();
        assertThat(events).containsExactly(new PartEvent.Degraded("a", List.of("little space")),
                new PartEvent.Recovered("a", Duration.ofSeconds(5)));
    }

    @Test
    void old_attempts_do_not_count() {
        FakePart part = part("a");
        runner.start(part);
        for (int time = 0; time < 10; time++) {
            part.fail("killed");
            runner.check();
            nanos += Duration.ofSeconds(30).toNanos();
        }
        assertThat(runner.restarts()).containsEntry("a", 10);
        assertThat(runner.abandoned()).isEmpty();
    }

    @Test
    void closing_interrupts_a_start_that_hangs_and_stops_what_runs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        FakePart hangs = part("hangs").hanging(hanging);
        Thread starter = Thread.ofPlatform()
                .start(() -> assertThatThrownBy(() -> runner.start(List.of(part("a"), hangs)))
                        .isInstanceOf(StartException.class));
        hanging.await();
        runner.close();
        starter.join();
        assertThat(calls).containsExactly("start a", "start hangs", "close hangs", "close a");
        assertThatThrownBy(() -> runner.start(part("late"))).isInstanceOf(StartException.class);
    }
}
