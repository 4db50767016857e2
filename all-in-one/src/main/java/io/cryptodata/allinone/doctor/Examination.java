package io.cryptodata.allinone.doctor;

import io.cryptodata.service.kafka.KafkaFailure;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Asks checks: each as soon as those before it are answered, independent ones at the same time. A check that gets no answer
/// in time has that as its finding.
///
/// @param timeout how long each check may take
record Examination(Duration timeout) {
    private static final String WHY = "this part cannot be judged";

    /// @param checks each after those that it needs
    Diagnosis of(List<Check> checks) {
        Map<String, CompletableFuture<CheckResult>> results = new LinkedHashMap<>();
        for (Check check : checks) {
            List<CompletableFuture<CheckResult>> before = Stream.concat(check.needs().stream(), check.after().stream())
                    .map(name -> Objects.requireNonNull(results.get(name), name)).toList();
            results.put(check.name(), CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
                    .thenCompose(_ -> after(check, before.stream().map(CompletableFuture::join).toList())));
        }
        List<CheckResult> answered = new ArrayList<>();
        results.values().forEach(result -> answered.add(result.join()));
        return Diagnosis.of(answered);
    }

    private CompletableFuture<CheckResult> after(Check check, List<CheckResult> before) {
        List<String> causes = before.stream()
                .filter(result -> check.needs().contains(result.check()) && result.state() != CheckResult.State.OK)
                .flatMap(result -> result.roots().stream()).distinct().toList();
        if (!causes.isEmpty()) {
            return CompletableFuture.completedFuture(CheckResult.needing(check.name(), causes));
        }
        List<Finding> earlier = before.stream().flatMap(result -> result.findings().stream()).toList();
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        // platform threads: drivers and clients block on monitors and on native calls
        Thread.ofPlatform().daemon().name("doctor-" + check.name()).start(() -> {
            try {
                answer.complete(check.question().ask(earlier));
            } catch (Throwable failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).handle(
                (outcome, failed) -> CheckResult.of(check.name(),
                        failed == null ? outcome : failure(check.name(), failed)));
    }

    private Outcome failure(String check, Throwable failed) {
        Throwable cause = failed;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof TimeoutException && cause.getMessage() == null) {
            return Outcome.faulty(check + ": no answer within " + timeout.toSeconds() + " s", WHY,
                    "the machine may be busy: ./cda doctor --timeout " + 3 * timeout.toSeconds());
        }
        return Outcome.faulty(check + ": " + text(cause), WHY,
                "CDA_DEBUG=1 and the logs have more; see docs/how-to/find-what-is-wrong.md");
    }

    /// The message of a failure in one line.
    static String text(Throwable failed) {
        return KafkaFailure.describe(failed).orElseGet(() -> oneLine(failed.getMessage(), failed));
    }

    private static String oneLine(@Nullable String message, Throwable failed) {
        return message == null ? failed.getClass().getSimpleName() : message.strip().replaceAll("\\s+", " ");
    }
}
