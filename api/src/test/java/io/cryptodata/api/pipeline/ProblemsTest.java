package io.cryptodata.api.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cryptodata.api.pipeline.Overview.Verdict;
import io.cryptodata.api.status.PartStatus;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemsTest {
    @Test
    void without_problems_the_pipeline_is_healthy() {
        assertThat(new Problems().parts(List.of(part("broker", PartStatus.State.UP))).verdict())
                .isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void the_worst_problem_is_first_and_decides() {
        Problems problems = new Problems()
                .letters(List.of(new Overview.Letters("candles.1h.dlq", 2, null)))
                .lags(List.of(new Overview.Lag("connect-sink-ledger", "ledger", 10_001),
                        new Overview.Lag("bot.mine", "ledger", 1_000_000)), List.of(), "cryptodata-streams")
                .parts(List.of(part("database", PartStatus.State.DOWN)));
        assertThat(problems.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(problems.sorted()).extracting(Overview.Problem::part)
                .containsExactly("database", "candles.1h.dlq", "connect-sink-ledger");
        assertThat(problems.sorted().getFirst().text()).isEqualTo("database is down: no answer within 3 s");
    }

    @Test
    void a_failed_task_of_a_connector_is_named_with_its_innermost_cause() throws Exception {
        List<Overview.Connector> connectors = Connectors.of(new JsonMapper().readTree(
                """
                        {"sink-b": {"status": {"type": "sink", "connector": {"state": "RUNNING"}, "tasks": [
                             {"id": 0, "state": "RUNNING"},
                             {"id": 1, "state": "FAILED", "trace": "ConnectException: unrecoverable\\n\\tat a.B\\nCaused by: org.postgresql.PSQLException: no disk\\n\\tat c.D"}]}},
                         "sink-a": {"status": {"type": "sink", "connector": {"state": "RUNNING"}, "tasks": []}},
                         "source-c": {"status": {"type": "source", "connector": {"state": "RUNNING"},
                             "tasks": [{"id": 0, "state": "RUNNING"}]}}}"""));
        assertThat(connectors).extracting(Overview.Connector::name).containsExactly("sink-a", "sink-b", "source-c");
        assertThat(connectors).extracting(Overview.Connector::isRunning).containsExactly(false, false, true);
        assertThat(new Problems().connectors(connectors).sorted()).extracting(Overview.Problem::text).containsExactly(
                "connector sink-a does not run: it has no task",
                "connector sink-b does not run: org.postgresql.PSQLException: no disk");
    }

    @Test
    void a_venue_that_the_producers_report_is_a_problem_of_its_source_alone() {
        assertThat(new Problems().parts(List.of(part("producers", PartStatus.State.DEGRADED))).sorted()).isEmpty();
        assertThat(new Problems().parts(List.of(part("producers", PartStatus.State.DOWN))).sorted()).hasSize(1);
    }

    @Test
    void a_group_that_reads_nothing_is_down_however_few_records_wait() {
        Overview.Lag sink = new Overview.Lag("connect-sink-ledger", "ledger", 101);
        Overview.Lag bot = new Overview.Lag("bot.mine", "ledger", 1_000_000);
        assertThat(new Problems().lags(List.of(bot, sink), List.of(bot, sink), "cryptodata-streams").sorted())
                .singleElement().satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Verdict.DOWN);
                    assertThat(problem.text()).isEqualTo(
                            "connect-sink-ledger has read nothing of ledger for five minutes: 101 records wait");
                });
    }

    @Test
    void what_was_not_read_from_the_topics_is_not_healthy() {
        Problems never = new Problems().unread(null, "no answer within 3 s");
        assertThat(never.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(never.sorted().getFirst().text())
                .isEqualTo("sources, tasks, gaps and requests are not read yet: no answer within 3 s");
        assertThat(new Problems().unread(Instant.parse("2026-01-01T12:00:00Z"), "not authorized").sorted().getFirst()
                .text())
                .isEqualTo("sources, tasks, gaps and requests are those of 2026-01-01T12:00:00Z: not authorized");
    }

    private static PartStatus part(String name, PartStatus.State state) {
        return new PartStatus(name, state, "no answer within 3 s");
    }
}
