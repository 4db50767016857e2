package io.cryptodata.allinone.cli.projection;

import io.cryptodata.sinks.projection.StagingProgress;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/// Prints how far a table is: a line per second while its topic is read, and one per step.
final class StagingLines implements StagingProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final PrintWriter out;
    private final InstantSource clock;
    private String table = "";
    private Instant started;
    private Instant printed;

    StagingLines(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.started = clock.instant();
        this.printed = started;
    }

    @Override
    public void read(String name, long records, double done) {
        Instant now = clock.instant();
        if (!name.equals(table)) {
            table = name;
            started = printed; // the time of the last line of the table before
        }
        if (Duration.between(printed, now).compareTo(INTERVAL) >= 0) {
            printed = now;
            print(line(name, records, done, Duration.between(started, now)));
        }
    }

    private static String line(String table, long records, double done, Duration elapsed) {
        double seconds = Math.max(1, elapsed.toMillis()) / 1e3;
        String left = done <= 0 || done >= 1
                ? ""
                : ", about %d s left".formatted(Math.round(seconds * (1 - done) / done));
        return String.format(Locale.ROOT, "%s: %,d records read, %,.0f/s, %.0f %%%s", table, records, records / seconds,
                100 * done, left);
    }

    @Override
    public void started(String name, String step) {
        printed = clock.instant();
        print(name + ": " + step);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
