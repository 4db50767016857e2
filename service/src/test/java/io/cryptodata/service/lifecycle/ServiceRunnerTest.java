package io.cryptodata.service.lifecycle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class ServiceRunnerTest {
    private final List<String> calls = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private Runnable onStart = () -> {};
    private volatile Health health = Health.up();
    private final CountDownLatch forEver = new CountDownLatch(1);

    private final Service service = new Service() {
        @Override
        public String name() {
            return "clock";
        }

        @Override
        public void start() {
            calls.add("start");
            onStart.run();
        }

        @Override
        public Health health() {
            return health;
        }

        @Override
        public String describe() {
            return "ticks";
        }

        @Override
        public void close() {
            calls.add("close");
        }
    };
    private final ServiceRunner runner = new ServiceRunner(service, messages::add);

    @Test
    void a_service_runs_until_the_process_is_stopped() {
        onStart = () -> Thread.ofVirtual().start(runner::stop);
        assertThat(runner.run()).isEqualTo(ServiceRunner.OK);
        assertThat(calls).containsExactly("start", "close");
        assertThat(messages.toString()).doesNotContain("unexpected");
    }

    @Test
    void a_service_that_goes_down_ends_the_process_with_its_reason() {
        health = new Health.Down("the spring is broken");
        assertThat(runner.run()).isEqualTo(ServiceRunner.FAILED);
        assertThat(messages).containsExactly("clock: started; ticks", "clock: the spring is broken");
        assertThat(calls).containsExactly("start", "close");
    }

    @Test
    void a_start_that_fails_is_one_sentence_and_closes_the_service() {
        onStart = () -> {
            throw new SetupException("no spring found: wind it up");
        };
        assertThat(runner.run()).isEqualTo(ServiceRunner.FAILED);
        assertThat(messages).containsExactly("clock: no spring found: wind it up");
        assertThat(calls).containsExactly("start", "close");
    }

    @Test
    void an_exception_that_is_not_ours_is_named() {
        onStart = () -> {
            throw new IllegalStateException("tock");
        };
        assertThat(runner.run()).isEqualTo(ServiceRunner.FAILED);
        assertThat(messages).containsExactly("clock: unexpected IllegalStateException: tock");
    }

    @Test
    void stopping_interrupts_a_start_in_progress() {
        onStart = () -> {
            Thread.ofVirtual().start(runner::stop);
            try {
                forEver.await();
            } catch (InterruptedException e) {
                throw new SetupException("interrupted", e);
            }
        };
        assertThat(runner.run()).isEqualTo(ServiceRunner.OK);
        assertThat(messages).isEmpty();
        assertThat(calls).containsExactly("start", "close");
    }
}
