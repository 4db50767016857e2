package io.cryptodata.allinone.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A change in the life cycle of a part.
public sealed interface PartEvent {

    String part();

    /// One line for a terminal.
    String line();

    /// Emitted at the start of a part, and again every few seconds until it serves.
    record Starting(String part, String activity, Duration elapsed) implements PartEvent {
        @Override
        public String line() {
            return column(part) + activity
                    + (elapsed.toSeconds() == 0 ? " ..." : " ... " + elapsed.toSeconds() + " s");
        }
    }

    record Started(String part, String description, Duration took) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "ready in " + seconds(took) + ": " + description;
        }
    }

    /// The part went down; it will be restarted.
    record Failed(String part, String reason) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "is down: " + reason;
        }
    }

    /// The part works, but something needs attention.
    record Degraded(String part, List<String> reasons) implements PartEvent {
        public Degraded {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String line() {
            return column(part) + "needs attention: " + String.join("; ", reasons);
        }
    }

    /// The part is down and is restarted only when something outside has changed.
    record Waiting(String part, String obstacle) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "is not restarted yet: " + obstacle;
        }
    }

    /// The part is up after it was down or needed attention.
    ///
    /// @param after since it was not well
    record Recovered(String part, Duration after) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "is well again after " + seconds(after);
        }
    }

    /// The part serves again.
    ///
    /// @param times number of restarts since the start
    record Restarted(String part, int times, Duration took) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "restarted in " + seconds(took) + " (" + times + (times == 1 ? " time)" : " times)");
        }
    }

    /// A restart failed; another one will be tried.
    record RestartFailed(String part, String reason) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "could not be restarted, trying again: " + reason;
        }
    }

    /// The limit of restarts is reached; the part stays down.
    record Abandoned(String part, String reason) implements PartEvent {
        @Override
        public String line() {
            return column(part) + reason;
        }
    }

    record Stopped(String part, Duration took) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "stopped in " + seconds(took);
        }
    }

    private static String column(String part) {
        return String.format(Locale.ROOT, "%-12s ", part);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
