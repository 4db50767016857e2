package io.cryptodata.allinone.embedded;

import java.time.Duration;
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
