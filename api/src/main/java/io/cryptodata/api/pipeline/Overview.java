package io.cryptodata.api.pipeline;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cryptodata.api.status.PartStatus;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The last known state of the pipeline. What could not be read is empty or null, and its part is down.
///
/// @param asOf when the oldest section was refreshed
/// @param problems worst first
/// @param lag records that a consumer group has not committed yet
/// @param deadLetters topics with letters that wait for a retry
public record Overview(Instant asOf, Verdict verdict, List<Problem> problems, List<PartStatus> parts,
        List<Source> sources, List<Task> tasks, List<Connector> connectors, List<Lag> lag, List<TopicFlow> topics,
        List<Letters> deadLetters, Quarantine quarantine, Gaps gaps) {

    /// The worst of the problems.
    public enum Verdict {
        HEALTHY, DEGRADED, DOWN;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param severity never healthy
    /// @param part what it is about, such as a part, a venue, a connector, a task or a topic
    /// @param view where its details are: an anchor or a path of the page
    public record Problem(Verdict severity, String part, String text, String view) {}

    /// One venue with candles, or CoinGecko.
    ///
    /// @param state `up`, `degraded`, `down` or `paused`
    /// @param freshnessSeconds how long its newest hour (CoinGecko: its newest snapshot) is overdue; null without a live market
    /// @param behind live markets that lack more than the newest closed hour
    /// @param missingHours expected hours that are not published, history that waits included
    /// @param paused null unless an operator has paused it
    public record Source(String exchange, String state, @Nullable Double freshnessSeconds, long objectiveSeconds,
            int markets, int live, int behind, long missingHours, long quarantined, @Nullable Long clockSkewMs,
            @Nullable Pause paused, List<String> problems) {
        boolean isLate() {
            return freshnessSeconds != null && freshnessSeconds > objectiveSeconds;
        }
    }

    /// @param until when it ends by itself; null if only a resume ends it
    public record Pause(String by, Instant since, @Nullable Instant until, @Nullable String reason) {}

    /// The last run of a recurring task; all of it is null before the first one has ended.
    ///
    /// @param outcome OK, PARTIAL or FAILED
    /// @param running null unless it is known to work now
    public record Task(String process, @Nullable String outcome, @Nullable Instant startedAt,
            @Nullable Instant finishedAt, @Nullable Double seconds, Map<String, Long> counts, @Nullable String detail,
            @Nullable Running running) {
        boolean hasFailed() {
            return "FAILED".equals(outcome);
        }
    }

    /// Hours of history that are fetched, of all that the venue's markets need.
    ///
    /// @param startedAt null: the ledgers do not record when the first hour was fetched
    public record Running(@Nullable Instant startedAt, long done, long total) {}

    /// @param kind `source` or `sink`
    public record Connector(String name, String kind, String state, List<ConnectorTask> tasks) {
        /// Whether it runs, with a task at least, and all of its tasks run.
        public boolean isRunning() {
            return state.equals(RUNNING) && !tasks.isEmpty()
                    && tasks.stream().allMatch(task -> task.state().equals(RUNNING));
        }

        private static final String RUNNING = "RUNNING";
    }

    /// @param cause why it failed; null if it did not
    public record ConnectorTask(int id, String state, @Nullable String cause) {}

    /// @param records transaction markers included
    public record Lag(String group, String topic, long records) {}

    /// @param records between the first and the last offset: an upper bound where the topic is compacted
    /// @param ratePerMinute over the last minute; null while it is not known yet
    public record TopicFlow(String topic, long records, @Nullable Double ratePerMinute) {}

    /// @param letters that were not published again
    public record Letters(String topic, long letters, @Nullable Instant newest) {}

    /// @param rows by the ledgers
    public record Quarantine(long rows, @Nullable Instant newest) {}

    /// @param markets with a missing hour
    public record Gaps(long missingHours, int markets) {}
}
