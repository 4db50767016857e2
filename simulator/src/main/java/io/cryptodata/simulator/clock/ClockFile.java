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

/// Stores the simulated time across restarts, with the simulation that it belongs to.
public final class ClockFile {
    private static final String TIME = "simulated.time";
    private static final String SIMULATION = "market";
    private static final String NAME = "clock.properties";

    private final Path path;
    private final String simulation;

    /// @param simulation identifies the simulation, for example by its seed and history
    /// @throws IllegalStateException if the folder belongs to another simulation
    public ClockFile(Path folder, String simulation) {
        this.path = folder.resolve(NAME);
        this.simulation = simulation;
        String stored = read().getProperty(SIMULATION, simulation);
        if (!stored.equals(simulation)) {
            throw new IllegalStateException(path + " belongs to another simulation (" + stored + ", requested is "
                    + simulation + "): use the options it was created with, or another data folder");
        }
    }

    /// The stored time; `defaultTime` if the file does not exist.
    Instant load(Instant defaultTime) {
        String text = read().getProperty(TIME);
        if (text == null) {
            return defaultTime;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(
                    path + ": " + TIME + " must be a time like 2024-01-01T00:00:00Z, but is '" + text
                            + "': remove the file to start over",
                    e);
        }
    }

    /// Loads the time of a frozen clock and stores it.
    public Instant resume(Instant defaultTime) {
        Instant time = load(defaultTime);
        save(time);
        return time;
    }

    /// Stores the time of a frozen clock.
    ///
    /// @throws IllegalStateException if a later time is stored: time never goes back
    public void advanceTo(Instant time) {
        Instant before = load(time);
        if (before.isAfter(time)) {
            throw new IllegalStateException(
                    path + " has already reached " + before + ", and these candles end at " + time
                            + ": use another data folder");
        }
        save(time);
    }

    /// Writes a temporary file and moves it, so that a crash leaves the old or the new file.
    void save(Instant time) {
        Properties properties = new Properties();
        properties.setProperty(TIME, time.toString());
        properties.setProperty(SIMULATION, simulation);
        Path temporary = path.resolveSibling(NAME + ".new");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            try (Writer writer = Files.newBufferedWriter(temporary)) {
                properties.store(writer, null);
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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

    /// Identifies a seeded simulation.
    public static String describe(long seed, Duration history) {
        return "seed " + seed + ", history " + history;
    }
}
