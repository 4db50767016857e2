package io.cryptodata.allinone.embedded;

import java.time.Duration;
import java.util.Locale;

/// What happens to a part, for the person who watches.
public sealed interface PartEvent {

    String part();

    /// One line for a terminal.
    String line();

    /// Said once at the start of a part and again every few seconds until it serves.
    record Starting(String part, String doing, Duration elapsed) implements PartEvent {
        @Override
        public String line() {
            return column(part) + doing + (elapsed.toSeconds() == 0 ? " ..." : " ... " + elapsed.toSeconds() + " s");
        }
    }

    record Started(String part, String description, Duration took) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "ready in " + seconds(took) + ": " + description;
        }
    }

    record Died(String part, String reason) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "is down: " + reason;
        }
    }

    /// The part serves again.
    ///
    /// @param times how often it was restarted since the start
    record Mended(String part, int times, Duration took) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "restarted in " + seconds(took) + " (" + times + (times == 1 ? " time)" : " times)");
        }
    }

    /// The part is still down.
    ///
    /// @param reason why the last try failed
    record NotMended(String part, String reason) implements PartEvent {
        @Override
        public String line() {
            return column(part) + "could not be restarted, trying again: " + reason;
        }
    }

    /// The part stays down: nothing more is tried.
    record Lost(String part, String sentence) implements PartEvent {
        @Override
        public String line() {
            return column(part) + sentence;
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
