package io.cryptodata.api.pipeline;

import io.cryptodata.api.pipeline.Overview.Problem;
import io.cryptodata.api.pipeline.Overview.Verdict;
import io.cryptodata.api.status.PartStatus;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where the pipeline is not healthy, in one sentence each.
final class Problems {
    private static final long LARGE_LAG = 10_000;
    private static final int NAMED = 3;

    private final List<Problem> all = new ArrayList<>();

    /// Worst first.
    List<Problem> sorted() {
        return all.stream().sorted(Comparator.comparing(Problem::severity).reversed()).toList();
    }

    Verdict verdict() {
        return all.stream().map(Problem::severity).max(Comparator.naturalOrder()).orElse(Verdict.HEALTHY);
    }

    /// What is wrong with a venue is a problem of its source; the producers report it, too.
    Problems parts(List<PartStatus> parts) {
        parts.stream().filter(part -> !part.isUp() && !isAboutVenues(part)).forEach(part -> add(
                part.state() == PartStatus.State.DOWN ? Verdict.DOWN : Verdict.DEGRADED, part.part(),
                part.part() + (part.state() == PartStatus.State.DOWN ? " is down: " : " needs attention: ")
                        + part.detail(),
                "#flow"));
        return this;
    }

    private static boolean isAboutVenues(PartStatus part) {
        return part.part().equals("producers") && part.state() == PartStatus.State.DEGRADED;
    }

    Problems connectors(List<Overview.Connector> connectors) {
        connectors.stream().filter(connector -> !connector.isRunning()).forEach(connector -> add(Verdict.DOWN,
                connector.name(), "connector " + connector.name() + " does not run: " + reasonOf(connector),
                "#connectors"));
        return this;
    }

    private static String reasonOf(Overview.Connector connector) {
        return connector.tasks().stream().map(Overview.ConnectorTask::cause).filter(java.util.Objects::nonNull)
                .findFirst().orElseGet(() -> connector.tasks().isEmpty()
                        ? "it has no task"
                        : "it is " + connector.state().toLowerCase(java.util.Locale.ROOT));
    }

    Problems sources(List<Overview.Source> sources) {
        sources.forEach(this::source);
        return this;
    }

    private void source(Overview.Source source) {
        String name = source.exchange();
        Overview.Pause pause = source.paused();
        if (pause != null) {
            add(Verdict.DEGRADED, name, name + " is paused by " + pause.by() + " since " + pause.since()
                    + (pause.reason() == null ? "" : ": " + pause.reason()), "#sources");
        }
        Double overdue = source.freshnessSeconds();
        if (overdue != null && source.isLate()) {
            add(source.state().equals("down") ? Verdict.DOWN : Verdict.DEGRADED, name,
                    name + ": the newest " + (name.equals(Sources.COINGECKO) ? "snapshot is " : "hour is overdue by ")
                            + textOf(overdue) + (name.equals(Sources.COINGECKO) ? " old" : "") + ", the objective is "
                            + textOf(source.objectiveSeconds()),
                    "#sources");
        }
        if (source.behind() > 0) {
            add(Verdict.DEGRADED, name, name + ": live markets that are behind: " + source.behind(), "#sources");
        }
        source.problems().stream().filter(_ -> !source.state().equals("up")).limit(NAMED)
                .forEach(problem -> add(Verdict.DEGRADED, name, name + ": " + problem, "#sources"));
    }

    private static String textOf(double seconds) {
        Duration length = Duration.ofSeconds((long) seconds);
        return length.toMinutes() < 2
                ? length.toSeconds() + " s"
                : length.toHours() < 2 ? length.toMinutes() + " min" : length.toHours() + " h";
    }

    Problems tasks(List<Overview.Task> tasks) {
        tasks.stream().filter(task -> task.hasFailed() && !task.process().startsWith("candles."))
                .forEach(task -> add(Verdict.DEGRADED, task.process(), "the last run of " + task.process() + " failed"
                        + (task.detail() == null ? "" : ": " + task.detail()), "#tasks"));
        return this;
    }

    /// @param stalled those of the lags whose groups read nothing
    Problems lags(List<Overview.Lag> lags, List<Overview.Lag> stalled, String streamsGroup) {
        for (Overview.Lag lag : lags) {
            boolean isOurs = lag.group().equals(streamsGroup) || lag.group().startsWith("connect-");
            if (isOurs && stalled.contains(lag)) {
                add(Verdict.DOWN, lag.group(), lag.group() + " has read nothing of " + lag.topic()
                        + " for five minutes: " + lag.records() + " records wait", "#topics");
            } else if (isOurs && lag.records() > LARGE_LAG) {
                add(Verdict.DEGRADED, lag.group(), lag.group() + " is " + lag.records() + " records of " + lag.topic()
                        + " behind", "#topics");
            }
        }
        return this;
    }

    Problems letters(List<Overview.Letters> letters) {
        letters.forEach(each -> add(Verdict.DEGRADED, each.topic(), "dead letters on " + each.topic() + ": "
                + each.letters(), "#quality"));
        return this;
    }

    /// What comes from the topics is not that of now.
    ///
    /// @param readAt null if they were never read
    Problems unread(@Nullable Instant readAt, String reason) {
        add(Verdict.DEGRADED, "topics", "sources, tasks, gaps and requests are "
                + (readAt == null ? "not read yet: " : "those of " + readAt + ": ") + reason, "#flow");
        return this;
    }

    private void add(Verdict severity, String part, String text, String view) {
        all.add(new Problem(severity, part, text, view));
    }
}
