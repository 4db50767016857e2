package io.cryptodata.api.operator;

import io.cryptodata.api.deadletter.RetryReport;
import io.cryptodata.api.http.ProblemException;
import io.cryptodata.schemas.OperationKind;
import io.cryptodata.schemas.avro.Operation;
import io.cryptodata.service.task.TaskRuns;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Carries out what operators request, and records each action as a run, also one that fails.
final class Actions {
    private static final int CONFLICT = 409;

    private final Supplier<Targets> targets;
    private final Predicate<String> isPaused;
    private final Means means;
    private final TaskRuns runs;
    private final InstantSource clock;
    private final AtomicReference<Instant> lastStart = new AtomicReference<>(Instant.MIN);

    /// How actions reach the parts.
    ///
    /// @param operations publishes a request to the producers
    /// @param connectors restarts a connector, and returns what it did
    /// @param letters publishes the dead letters of a topic again
    record Means(BiConsumer<OperationKind, Operation> operations, Function<String, String> connectors,
            Function<String, RetryReport> letters) {}

    /// @param targets what actions may be about
    /// @param isPaused whether an operator has paused a venue
    /// @param runs records every action
    Actions(Supplier<Targets> targets, Predicate<String> isPaused, Means means, TaskRuns runs, InstantSource clock) {
        this.targets = targets;
        this.isPaused = isPaused;
        this.means = means;
        this.runs = runs;
        this.clock = clock;
    }

    /// @param acceptedAt when the request arrived
    /// @param result what came of it, for people
    record Done(String id, Instant acceptedAt, String result) {}

    /// What an action does.
    @FunctionalInterface
    interface Work {
        Result run(String id, Instant now);
    }

    /// @param text for people
    record Result(String text, Map<String, Long> counts) {
        static Result of(String text) {
            return new Result(text, Map.of());
        }
    }

    /// @throws ProblemException for a target that does not exist, or an action that makes no sense now
    /// @throws io.cryptodata.api.failure.QueryException if a server that is needed does not respond
    Done act(ActionRequest request) {
        return recorded(request.action().label(), request.target(), request.by(), request.reason(),
                (id, now) -> carriedOut(request, id, now));
    }

    /// Does something and records it.
    Done recorded(String action, String target, String by, @Nullable String reason, Work work) {
        String id = UUID.randomUUID().toString();
        Instant started = start();
        try {
            Result result = work.run(id, started);
            runs.add(new ActionRecord(id, action, target, by, reason, result.text).report(started,
                    end(started), true, result.counts));
            return new Done(id, started, result.text);
        } catch (RuntimeException failure) {
            // the client does not wait for the record: the broker may be what fails
            String why = failure instanceof ProblemException problem
                    ? problem.detail()
                    : String.valueOf(failure.getMessage());
            Thread.ofVirtual().name("record-action").start(
                    () -> runs.add(new ActionRecord(id, action, target, by, reason, why).report(started,
                            end(started), false, Map.of())));
            throw failure;
        }
    }

    /// Now, or later than the action before: `logs` has one row per process and start.
    private Instant start() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return lastStart.updateAndGet(last -> now.isAfter(last) ? now : last.plusMillis(1));
    }

    /// Now, but not before the start.
    private Instant end(Instant started) {
        Instant now = clock.instant();
        return now.isBefore(started) ? started : now;
    }

    private Result carriedOut(ActionRequest request, String id, Instant now) {
        return switch (request.action()) {
            case RUN -> run(request, id, now);
            case PAUSE -> pause(request, id, now);
            case RESUME -> resume(request, id, now);
            case RESTART_CONNECTOR -> Result.of(means.connectors.apply(request.target()));
            case RETRY_DEAD_LETTERS -> retried(means.letters.apply(request.target()));
        };
    }

    private Result run(ActionRequest request, String id, Instant now) {
        targets.get().requireTask(request.target());
        String venue = request.target().substring(request.target().indexOf('.') + 1);
        if (isPaused.test(venue)) {
            throw new ProblemException(CONFLICT, "conflict", venue + " is paused: resume it first").about("target");
        }
        publish(OperationKind.RUN, request, id, now);
        return Result.of("requested: " + request.target() + " runs within seconds; its run is recorded when it ends");
    }

    private Result pause(ActionRequest request, String id, Instant now) {
        targets.get().requireVenue(request.target());
        Instant until = request.until();
        if (until != null && !until.isAfter(now)) {
            throw ProblemException.ofParameter("until", "until must be in the future, but was " + until);
        }
        publish(OperationKind.PAUSE, request, id, now);
        return Result.of("requested: no request is sent to " + request.target() + " within seconds, "
                + (until == null ? "until it is resumed" : "until " + until));
    }

    private Result resume(ActionRequest request, String id, Instant now) {
        targets.get().requireVenue(request.target());
        if (!isPaused.test(request.target())) {
            throw new ProblemException(CONFLICT, "conflict", request.target() + " is not paused").about("target");
        }
        publish(OperationKind.RESUME, request, id, now);
        return Result.of("requested: " + request.target() + " goes on within seconds, and what it missed is fetched");
    }

    private void publish(OperationKind kind, ActionRequest request, String id, Instant now) {
        means.operations.accept(kind,
                new Operation(id, kind.label(), request.target(), request.by(), now, request.reason(),
                        request.until()));
    }

    private static Result retried(RetryReport report) {
        long skipped = report.skipped().stream().mapToLong(RetryReport.Skipped::letters).sum();
        return new Result(LetterRetries.describe(report), Map.of("retried", report.retried(), "duplicates",
                report.duplicates(), "skipped", skipped));
    }
}
