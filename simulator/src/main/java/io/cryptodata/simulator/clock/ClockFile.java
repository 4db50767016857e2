package io.cryptodata.simulator.clock;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Properties;

/// Remembers across restarts how far the simulated time has come, and which market it belongs to.
public final class ClockFile {
    private static final String REACHED = "simulated.time";
    private static final String MARKET = "market";
    private static final String NAME = "clock.properties";

    private final Path path;
    private final String market;

    /// @param market describes the market whose time this is, for example its seed and history
    /// @throws IllegalStateException if the folder belongs to another market
    public ClockFile(Path folder, String market) {
        this.path = folder.resolve(NAME);
        this.market = market;
        String known = read().getProperty(MARKET, market);
        if (!known.equals(market)) {
            throw new IllegalStateException(path + " belongs to another simulated market (" + known + ", asked for is "
                    + market + "): use the options it was made with, or another data folder");
        }
    }

    /// Where the simulated time continues; `otherwise` when the file does not exist.
    Instant reached(Instant otherwise) {
        String text = read().getProperty(REACHED);
        if (text == null) {
            return otherwise;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(
                    path + ": " + REACHED + " must be a time like 2024-01-01T00:00:00Z, but is '" + text
                            + "': remove the file to start over",
                    e);
        }
    }

    /// Where time stands, for a clock that does not run; notes it as reached.
    public Instant continued(Instant otherwise) {
        Instant time = reached(otherwise);
        reach(time);
        return time;
    }

    /// Notes the time of a clock that stands still.
    ///
    /// @throws IllegalStateException if time has already been further: it never goes back
    public void advance(Instant time) {
        Instant before = reached(time);
        if (before.isAfter(time)) {
            throw new IllegalStateException(path + " has already come to " + before + ", and these candles end before "
                    + time + ": use another data folder");
        }
        reach(time);
    }

    /// Writes to a file beside and moves it, so that a crash leaves the old one or the new one.
    void reach(Instant time) {
        Properties properties = new Properties();
        properties.setProperty(REACHED, time.toString());
        properties.setProperty(MARKET, market);
        Path beside = path.resolveSibling(NAME + ".new");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            try (Writer writer = Files.newBufferedWriter(beside)) {
                properties.store(writer, null);
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the simulated time to " + path, e);
        }
    }

    private Properties read() {
        Properties properties = new Properties();
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the simulated time from " + path, e);
            }
        }
        return properties;
    }

    /// How a market of this seed and history calls itself in the file.
    public static String marketOf(long seed, Duration history) {
        return "seed " + seed + ", history " + history;
    }
}
