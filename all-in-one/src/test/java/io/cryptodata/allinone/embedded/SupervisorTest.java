package io.cryptodata.allinone.embedded;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SupervisorTest {

    private static final RestartPolicy POLICY = new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(4), 3,
            Duration.ofMinutes(1));

    private final List<String> diary = new CopyOnWriteArrayList<>();
    private final List<PartEvent> events = new CopyOnWriteArrayList<>();
    private final TurnedClock clock = new TurnedClock();
    private final Supervisor runner = new Supervisor(clock, POLICY, events::add);

    /// A clock that only moves when it is told to.
    private static final class TurnedClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    private FakePart part(String name) {
        return new FakePart(name, diary);
    }

    @Test
    void parts_start_in_order_and_stop_in_reverse_order() {
        runner.start(List.of(part("a"), part("b"), part("c")));
        runner.close();
        assertThat(diary).containsExactly("start a", "start b", "start c", "close c", "close b", "close a");
    }

    @Test
    void a_part_that_fails_to_start_stops_itself_and_all_before_it_and_tells_its_story() {
        assertThatThrownBy(() -> runner.start(List.of(part("a"), part("b").failing(1), part("c"))))
                .isInstanceOf(StartException.class).hasMessage("The b did not start: no luck with b");
        assertThat(diary).containsExactly("start a", "start b", "close b", "close a");
    }

    @Test
    void a_part_that_died_is_started_again_and_counted() {
        FakePart part = part("a");
        runner.start(part);
        part.die("killed");
        runner.lookAround();
        assertThat(diary).containsExactly("start a", "close a", "start a");
        assertThat(runner.restarts()).containsEntry("a", 1);
        assertThat(events).contains(new PartEvent.Died("a", "killed"))
                .anyMatch(event -> event.line().contains("restarted in") && event.line().endsWith("(1 time)"));
    }

    @Test
    void pauses_between_tries_grow() {
        FakePart part = part("a");
        runner.start(part);
        part.failing(2).die("killed");
        runner.lookAround();
        runner.lookAround();
        assertThat(diary).as("the second try is not due").containsExactly("start a", "close a", "start a");
        clock.forward(Duration.ofSeconds(1));
        runner.lookAround();
        clock.forward(Duration.ofSeconds(1));
        runner.lookAround();
        assertThat(diary).as("the third try is due after two seconds").hasSize(5);
        clock.forward(Duration.ofSeconds(1));
        runner.lookAround();
        assertThat(diary).hasSize(7);
        assertThat(runner.restarts()).containsEntry("a", 1);
        assertThat(runner.lost()).isEmpty();
    }

    @Test
    void a_part_that_cannot_be_mended_is_given_up_with_one_sentence() {
        FakePart part = part("a");
        runner.start(part);
        part.failing(Integer.MAX_VALUE).die("no disk");
        for (int second = 0; second < 10; second++) {
            runner.lookAround();
            clock.forward(Duration.ofSeconds(1));
        }
        assertThat(runner.lost()).hasValueSatisfying(sentence -> assertThat(sentence)
                .startsWith("The a went down and could not be brought back for good (3 tries within 1 minutes): "));
        assertThat(diary.stream().filter("start a"::equals)).as("one start and three tries").hasSize(4);
    }

    @Test
    void tries_of_long_ago_are_forgotten() {
        FakePart part = part("a");
        runner.start(part);
        for (int time = 0; time < 10; time++) {
            part.die("killed");
            runner.lookAround();
            clock.forward(Duration.ofSeconds(30));
        }
        assertThat(runner.restarts()).containsEntry("a", 10);
        assertThat(runner.lost()).isEmpty();
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
        assertThat(diary).containsExactly("start a", "start hangs", "close hangs", "close a");
        assertThatThrownBy(() -> runner.start(part("late"))).isInstanceOf(StartException.class);
    }
}
