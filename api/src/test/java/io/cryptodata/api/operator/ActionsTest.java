package io.cryptodata.api.operator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cryptodata.api.deadletter.RetryReport;
import io.cryptodata.api.failure.QueryException;
import io.cryptodata.api.http.ProblemException;
import io.cryptodata.schemas.OperationKind;
import io.cryptodata.service.retry.Await;
import io.cryptodata.service.task.TaskReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ActionsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<String> published = new CopyOnWriteArrayList<>();
    private final List<TaskReport> runs = new CopyOnWriteArrayList<>();
    private final Set<String> paused = new TreeSet<>();
    private boolean hasBroker = true;
    private final Actions actions = new Actions(
            () -> new Targets(Set.of("okx", "kraken"), Set.of("okx"), true), paused::contains,
            new Actions.Means((kind, request) -> {
                if (!hasBroker) {
                    throw new QueryException(QueryException.Kind.UNAVAILABLE, "the broker does not respond");
                }
                published.add(kind.keyOf(request.getTarget()) + " " + request.getKind() + " by "
                        + request.getRequestedBy());
            }, connector -> "restarted: task 0 of " + connector,
                    topic -> new RetryReport(topic, 3, 1, List.of(new RetryReport.Skipped("not final", 2, "0@7")))),
            runs::add, () -> NOON);

    @Test
    void a_pause_is_published_and_recorded_with_who_why_and_what() {
        Actions.Done done = act("pause", "okx");
        assertThat(done.acceptedAt()).isEqualTo(NOON);
        assertThat(published).containsExactly("pause:okx pause by anna");
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.process()).isEqualTo("operator.pause");
            assertThat(run.outcome()).isEqualTo(TaskReport.Outcome.OK);
            assertThat(ActionRecord.part(run.detail(), "by")).contains("anna");
            assertThat(ActionRecord.part(run.detail(), "target")).contains("okx");
            assertThat(ActionRecord.part(run.detail(), "reason")).contains("maintenance, until noon");
            assertThat(ActionRecord.part(run.detail(), "result")).contains(done.result());
            assertThat(ActionRecord.part(run.detail(), "id")).contains(done.id());
        });
    }

    @ParameterizedTest
    @CsvSource({"pause, nyse, 404, 'kraken, okx'", "run, cleanup, 404, 'listing.kraken, listing.okx, universe'",
            "run, candles.kraken, 404, candles.okx", "resume, okx, 409, okx is not paused"})
    void what_does_not_exist_or_makes_no_sense_is_refused_and_recorded(String action, String target, int status,
            String named) {
        assertThatThrownBy(() -> act(action, target)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.detail()).contains(named);
            assertThat(problem.parameter()).isEqualTo("target");
        });
        assertThat(published).isEmpty();
        assertFailureIsRecorded("operator." + action);
    }

    @Test
    void no_task_of_a_paused_venue_runs() {
        paused.add("okx");
        assertThatThrownBy(() -> act("run", "listing.okx")).hasMessage("okx is paused: resume it first");
        act("run", "universe");
        act("resume", "okx");
        assertThat(published).containsExactly("run:universe run by anna", "pause:okx resume by anna");
    }

    @Test
    void a_request_that_the_broker_does_not_take_is_recorded_as_failed() {
        hasBroker = false;
        assertThatThrownBy(() -> act("run", "coingecko")).isInstanceOf(QueryException.class);
        assertFailureIsRecorded("operator.run");
    }

    @Test
    void retried_letters_are_counted() {
        assertThat(act("retry_dead_letters", "candles.1h").result())
                .isEqualTo("published again: 3, duplicates: 1; 2 stay: not final");
        assertThat(runs.getFirst().counts()).containsEntry("retried", 3L).containsEntry("skipped", 2L);
        assertThat(act("restart_connector", "sink-ledger").result()).isEqualTo("restarted: task 0 of sink-ledger");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"{}; action", "{'action':'stop'}; action",
            "{'action':'run','target':'universe','by':'anna'}; confirm",
            "{'action':'run','target':'universe','by':'anna','confirm':'true'}; confirm",
            "{'action':'run','target':'universe','confirm':true}; by",
            "{'action':'run','target':'universe','by':'anna','confirm':true,'token':'x'}; token",
            "{'action':'run','target':'universe','by':'anna','until':'2026-01-02T00:00:00Z','confirm':true}; until",
            "{'action':'pause','target':'okx','by':'anna','until':'tomorrow','confirm':true}; until",
            "{'action':'pause','target':'okx','by':'anna','until':'+999999999-01-01T00:00:00Z','confirm':true}; until"})
    void a_body_that_is_no_confirmed_action_is_refused_with_the_member_that_is_wrong(String body, String member) {
        assertThatThrownBy(() -> request(body)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.parameter()).isEqualTo(member);
        });
    }

    @Test
    void a_pause_cannot_end_before_it_begins() {
        assertThatThrownBy(() -> actions.act(request(
                "{'action':'pause','target':'okx','by':'anna','until':'2026-01-01T12:00:00Z','confirm':true}")))
                .hasMessageContaining("until must be in the future");
    }

    /// `logs` has one row per process and start, so that the later of two actions would replace the earlier.
    @Test
    void two_actions_at_the_same_moment_are_two_records() {
        act("pause", "okx");
        act("pause", "kraken");
        assertThat(runs).extracting(TaskReport::startedAt).containsExactly(NOON, NOON.plusMillis(1));
        assertThat(runs).allSatisfy(run -> assertThat(run.finishedAt()).isAfterOrEqualTo(run.startedAt()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna |", "| anna", "a | target kraken", "|", "a|b", "anna | | id 1"})
    void a_name_or_reason_changes_no_other_part_of_the_record(String by) {
        String detail = new ActionRecord("1f0c", "pause", "okx", by, by, "paused").detail();
        assertThat(ActionRecord.part(detail, "target")).contains("okx");
        assertThat(ActionRecord.part(detail, "result")).contains("paused");
        assertThat(ActionRecord.part(detail, "id")).contains("1f0c");
        assertThat(ActionRecord.part(detail, "by")).isPresent();
    }

    @Test
    void a_resume_replaces_the_pause() {
        assertThat(OperationKind.RESUME.keyOf("okx")).isEqualTo(OperationKind.PAUSE.keyOf("okx"));
    }

    private void assertFailureIsRecorded(String process) {
        assertThat(Await.until(() -> !runs.isEmpty(), Duration.ofMinutes(1))).isTrue();
        assertThat(runs.getFirst().process()).isEqualTo(process);
        assertThat(runs.getFirst().outcome()).isEqualTo(TaskReport.Outcome.FAILED);
    }

    private Actions.Done act(String action, String target) {
        return actions.act(request("{'action':'" + action + "','target':'" + target
                + "','by':'anna','reason':'maintenance | until noon','confirm':true}"));
    }

    private static ActionRequest request(String body) {
        try {
            return ActionRequest.of(new JsonMapper().readTree(body.replace('\'', '"')));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
