package io.cryptodata.allinone.doctor;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

class ExaminationTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Test
    void what_needs_a_faulty_check_is_not_asked_and_names_the_cause_alone() {
        Diagnosis diagnosis = new Examination(TIMEOUT).of(List.of(faulty("broker"), healthy("database"),
                healthy("topics", "broker"), healthy("stream", "topics", "database"), healthy("tables", "database")));
        assertThat(diagnosis.healthy()).isFalse();
        assertThat(diagnosis.findings()).extracting(Finding::problem).containsExactly("broker is broken");
        assertThat(diagnosis.checks()).extracting(CheckResult::check, CheckResult::state, CheckResult::detail)
                .containsExactly(row("broker", CheckResult.State.PROBLEM, ""),
                        row("database", CheckResult.State.OK, "well"),
                        row("topics", CheckResult.State.NOT_CHECKED, "needs broker"),
                        row("stream", CheckResult.State.NOT_CHECKED, "needs broker"),
                        row("tables", CheckResult.State.OK, "well"));
    }

    @Test
    void findings_are_in_the_order_of_the_checks_whichever_is_answered_first() {
        CountDownLatch second = new CountDownLatch(1);
        Check slow = Check.of("first", List.of(), _ -> {
            second.await();
            return Outcome.faulty("first is broken", "", "");
        });
        Check fast = Check.of("second", List.of(), _ -> {
            second.countDown();
            return Outcome.faulty("second is broken", "", "");
        });
        assertThat(new Examination(TIMEOUT).of(List.of(slow, fast)).findings()).extracting(Finding::problem)
                .containsExactly("first is broken", "second is broken");
    }

    @Test
    void a_check_can_leave_out_what_an_earlier_one_found() {
        Check repeating = new Check("processes", List.of(), List.of("slot"),
                earlier -> Outcome.of(earlier.stream().anyMatch(finding -> finding.names("slot"))
                        ? List.of()
                        : List.of(new Finding("sinks are degraded", "", "")), "well"));
        assertThat(new Examination(TIMEOUT).of(List.of(faulty("slot"), repeating)).findings()).hasSize(1);
        assertThat(new Examination(TIMEOUT).of(List.of(healthy("slot"), repeating)).findings())
                .extracting(Finding::problem).containsExactly("sinks are degraded");
    }

    @Test
    void a_failure_is_a_finding_with_its_message() {
        Diagnosis diagnosis = new Examination(TIMEOUT).of(List.of(Check.of("connect", List.of(), _ -> {
            throw new IOException("status 500\n  from there");
        })));
        assertThat(diagnosis.findings()).extracting(Finding::problem)
                .containsExactly("connect: status 500 from there");
    }

    @Test
    void a_check_without_an_answer_is_a_finding_and_does_not_delay_the_others() {
        CountDownLatch never = new CountDownLatch(1);
        Diagnosis diagnosis = new Examination(Duration.ofSeconds(3)).of(List.of(Check.of("broker", List.of(), _ -> {
            never.await();
            return new Outcome.Healthy("");
        }), healthy("topics", "broker"), healthy("database")));
        assertThat(diagnosis.findings()).extracting(Finding::problem)
                .containsExactly("broker: no answer within 3 s");
        assertThat(diagnosis.checks()).extracting(CheckResult::state).containsExactly(CheckResult.State.PROBLEM,
                CheckResult.State.NOT_CHECKED, CheckResult.State.OK);
    }

    private static Tuple row(Object... values) {
        return Tuple.tuple(values);
    }

    private static Check faulty(String name) {
        return Check.of(name, List.of(), _ -> Outcome.faulty(name + " is broken", "why", "fix"));
    }

    private static Check healthy(String name, String... needs) {
        return Check.of(name, List.of(needs), _ -> new Outcome.Healthy("well"));
    }
}
