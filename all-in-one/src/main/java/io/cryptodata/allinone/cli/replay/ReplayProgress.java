package io.cryptodata.allinone.cli.replay;

import io.cryptodata.service.task.TaskReport;
import io.cryptodata.streams.replay.Replay;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/// Prints how far a replay is, at most once a second.
final class ReplayProgress implements Replay.Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final PrintWriter out;
    private final Instant started;
    private final InstantSource clock;
    private Instant printed;

    ReplayProgress(PrintWriter out, Instant started, InstantSource clock) {
        this.out = out;
        this.started = started;
        this.clock = clock;
        this.printed = started;
    }

    @Override
    public void published(String market, int markets, long candles, double done) {
        Instant now = clock.instant();
        if (Duration.between(printed, now).compareTo(INTERVAL) >= 0) {
            printed = now;
            out.println(line(market, markets, candles, done, Duration.between(started, now)));
            out.flush();
        }
    }

    private static String line(String market, int markets, long candles, double done, Duration elapsed) {
        double seconds = Math.max(1, elapsed.toMillis()) / 1e3;
        String rest = done <= 0 || done >= 1
                ? ""
                : ", about %d s left".formatted(Math.round(seconds * (1 - done) / done));
        return String.format(Locale.ROOT, "%d markets, %,d candles, %,.0f candles/s%s: %s", markets, candles,
                candles / seconds, rest, market);
    }

    /// The last line.
    ///
    /// @param waits whether the command was to wait for the stream
    /// @param folded whether the stream has folded everything
    static String summary(TaskReport report, boolean waits, boolean folded) {
        double seconds = Duration.between(report.startedAt(), report.finishedAt()).toMillis() / 1e3;
        String end = folded
                ? "all are folded"
                : waits
                        ? "no stream process runs: it folds them when it starts (./cda streams)"
                        : "the stream folds them now";
        return String.format(Locale.ROOT, "replayed %d markets, %,d candles in %.1f s; %s",
                report.counts().getOrDefault("markets", 0L), report.counts().getOrDefault("candles", 0L), seconds,
                end);
    }
}
