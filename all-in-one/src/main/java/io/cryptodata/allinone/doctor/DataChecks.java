package io.cryptodata.allinone.doctor;

import io.cryptodata.api.database.Database;
import io.cryptodata.api.deadletter.DeadLetters;
import io.cryptodata.api.deadletter.LetterFilter;
import io.cryptodata.api.deadletter.LetterSummary;
import io.cryptodata.api.status.MarketProgress;
import io.cryptodata.api.status.PartStatus;
import io.cryptodata.api.status.StatusQuery;
import io.cryptodata.api.status.StatusSources;
import io.cryptodata.api.status.SystemStatus;
import io.cryptodata.api.status.TaskStatus;
import io.cryptodata.api.status.VenueProgress;
import io.cryptodata.api.topic.RecordReader;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.deployment.OverridesSource;
import io.cryptodata.streams.runtime.StreamsProperties;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The data: whether the stream works, tasks succeed, the newest hours of every venue are stored, records could be processed,
/// and clocks agree.
final class DataChecks {
    private static final List<String> SERVERS = List.of(Checks.BROKER, Checks.TOPICS, Checks.DATABASE, Checks.TABLES,
            Checks.SCHEMAS, Checks.CONNECT);
    /// the newest closed hour may be on its way
    private static final long HOURS_IN_FLIGHT = 1;
    /// an hour of a simulated venue takes two seconds
    private static final long SIMULATED_HOURS_IN_FLIGHT = 24;
    private static final Duration RECENT_RUNS = Duration.ofHours(2);
    private static final Duration RECENT_LETTERS = Duration.ofDays(1);
    private static final Duration MOST_SKEW = Duration.ofSeconds(5);

    private final Installation installation;
    private final Duration timeout;
    private @Nullable SystemStatus status;

    DataChecks(Installation installation, Duration timeout) {
        this.installation = installation;
        this.timeout = timeout;
    }

    List<Check> all() {
        return List.of(new Check(Checks.STREAM, SERVERS, List.of(Checks.PROCESSES), this::stream),
                new Check(Checks.TASKS, SERVERS, List.of(Checks.PROCESSES), this::tasks),
                new Check(Checks.FRESHNESS, concat(SERVERS, Checks.CONNECTORS, Checks.SINK_LAG),
                        List.of(Checks.PROCESSES, Checks.TASKS), this::freshness),
                Check.of(Checks.LETTERS, List.of(Checks.BROKER, Checks.TOPICS), _ -> letters()),
                Check.of(Checks.CLOCKS, List.of(Checks.DATABASE), _ -> clocks()));
    }

    private static List<String> concat(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return all;
    }

    /// Asked once, for all checks.
    private synchronized SystemStatus status() {
        SystemStatus known = status;
        if (known == null) {
            DatabaseAccess database = installation.owner().orElseThrow();
            known = new StatusQuery(new StatusSources(installation.broker().orElseThrow(),
                    installation.registry().orElseThrow(),
                    database.password().isEmpty()
                            ? database.url() + (database.url().contains("?") ? "&" : "?") + "user=" + database.user()
                            : Database.withLogin(database.url(), database.user(), database.password()),
                    installation.connect().orElseThrow(), simulator().orElse(null), null, Optional.empty(),
                    StreamsProperties.APPLICATION_ID, OverridesSource.SLOT), timeout.dividedBy(2)).status();
            status = known;
        }
        return known;
    }

    private Optional<String> simulator() {
        return installation.isEmbedded()
                ? installation.recorded().find(Endpoints.SIMULATOR_URL)
                : Optional.empty();
    }

    private Outcome stream(List<Finding> earlier) {
        if (earlier.stream().anyMatch(finding -> finding.names("streams is "))) {
            return new Outcome.NotAsked("needs " + Checks.PROCESSES);
        }
        PartStatus stream = status().parts().stream().filter(part -> part.part().equals("streams")).findFirst()
                .orElseThrow();
        return stream.isUp()
                ? new Outcome.Healthy(stream.detail())
                : Outcome.faulty("the stream of indicators is down: " + stream.detail(),
                        "no indicators and no longer candles are computed",
                        "start the process streams; docs/runbook.md#streamlagging");
    }

    /// A task that failed because of something that was found is not named again.
    private Outcome tasks(List<Finding> earlier) {
        Instant recent = Instant.now().minus(RECENT_RUNS);
        List<TaskStatus> failed = status().tasks().stream()
                .filter(task -> task.outcome().equals("FAILED") && task.finishedAt().isAfter(recent))
                .filter(task -> earlier.stream().noneMatch(finding -> finding.names(subject(task.task())))).toList();
        return Outcome.of(failed.stream()
                .map(task -> new Finding("the last run of task %s failed: %s".formatted(task.task(), task.detail()),
                        "it is retried; until then its work is not done", "docs/runbook.md#taskfailing"))
                .toList(), status().tasks().size() + " tasks");
    }

    /// The venue of a task such as `listing.okx`.
    private static String subject(String task) {
        return task.substring(task.lastIndexOf('.') + 1);
    }

    private Outcome freshness(List<Finding> earlier) {
        if (earlier.stream().anyMatch(finding -> finding.names("producers is down")
                || finding.names("producers is starting") || finding.names("does not report its health"))) {
            return new Outcome.NotAsked("needs " + Checks.PROCESSES);
        }
        List<Finding> findings = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        for (VenueProgress venue : status().venues()) {
            if (venue.live() > 0 && earlier.stream().noneMatch(finding -> finding.names(venue.exchange()))) {
                Instant newest = newest(venue.exchange());
                long hours = newest == null ? Long.MAX_VALUE : hoursBehind(newest, now(venue));
                if (hours > (simulator().isPresent() ? SIMULATED_HOURS_IN_FLIGHT : HOURS_IN_FLIGHT)) {
                    findings.add(overdue(venue, newest, hours));
                } else {
                    fresh.add(venue.exchange());
                }
            }
        }
        return Outcome.of(findings, fresh.isEmpty() ? "no venue is live yet" : String.join(", ", fresh));
    }

    private static Finding overdue(VenueProgress venue, @Nullable Instant newest, long hours) {
        return new Finding(newest == null
                ? venue.exchange() + ": no hour is in h1_data"
                : "%s: the newest hour in h1_data is %s, %d closed hours are absent".formatted(venue.exchange(), newest,
                        hours),
                "queries and bots see old prices", "./cda gaps --market '" + venue.exchange()
                        + ":.*'; docs/runbook.md#hoursoverdue");
    }

    private @Nullable Instant newest(String exchange) {
        return status().markets().stream().filter(market -> market.exchange().equals(exchange))
                .map(MarketProgress::lastClosedCandle).filter(Objects::nonNull)
                .max(Comparator.naturalOrder()).orElse(null);
    }

    /// The time of a simulated venue; of any other that of this machine.
    private Instant now(VenueProgress venue) {
        Instant clock = venue.clock();
        return simulator().isPresent() && clock != null ? clock : Instant.now();
    }

    private static long hoursBehind(Instant newest, Instant now) {
        return Math.max(0, Duration.between(newest.plus(1, ChronoUnit.HOURS), now.truncatedTo(ChronoUnit.HOURS))
                .toHours());
    }

    private Outcome letters() {
        Instant recent = Instant.now().minus(RECENT_LETTERS);
        List<Finding> findings = new ArrayList<>();
        long older = 0;
        try (RecordReader records = RecordReader.of(installation.broker().orElseThrow())) {
            DeadLetters letters = new DeadLetters(records);
            for (String topic : letters.topics(null)) {
                LetterSummary summary = letters.summary(topic, new LetterFilter(null, Set.of()));
                Instant newest = summary.newest();
                if (newest != null && newest.isAfter(recent)) {
                    findings.add(new Finding("%s has %d records that could not be processed, the newest of %s: %s"
                            .formatted(topic, summary.waiting(), newest.truncatedTo(ChronoUnit.SECONDS),
                                    summary.reasons().getFirst().reason()),
                            "their rows are absent", "./cda dlq list; docs/how-to/dead-letters.md"));
                } else {
                    older += summary.waiting();
                }
            }
        }
        return Outcome.of(findings, older == 0 ? "none" : older + ", none of the last day");
    }

    private Outcome clocks() throws SQLException {
        DatabaseAccess owner = installation.owner().orElseThrow();
        try (Connection connection = owner.connect("cda doctor", timeout);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT clock_timestamp()")) {
            answer.next();
            Duration skew = Duration.between(Instant.now(), answer.getTimestamp(1).toInstant());
            return skew.abs().compareTo(MOST_SKEW) > 0
                    ? Outcome.faulty("the clock of the database is %.1f s %s the one of this machine".formatted(
                            skew.abs().toMillis() / 1000.0, skew.isNegative() ? "behind" : "ahead of"),
                            "hours are closed and compared by clocks", "synchronise both machines (NTP)")
                    : new Outcome.Healthy("database and this machine agree");
        }
    }
}
