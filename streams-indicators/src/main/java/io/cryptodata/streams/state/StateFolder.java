package io.cryptodata.streams.state;

import io.cryptodata.service.lifecycle.SetupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of the state stores. It is a cache of the changelog topics: a part that cannot be used is removed and rebuilt.
public final class StateFolder {
    /// What must be free before a stream that ran out of space starts again: four write buffers.
    public static final long SPACE_TO_RESUME = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    private static final Pattern TASK = Pattern.compile("\\d+_\\d+|" + StateFault.GLOBAL);
    private static final String ADVICE = "; correct it, or set STREAMS_STATE_DIR to another folder";

    private final Path folder;
    private final Path stores;

    /// @param folder as configured
    /// @param applicationId the name of the subfolder that Kafka Streams uses
    public StateFolder(Path folder, String applicationId) {
        this.folder = folder.toAbsolutePath();
        this.stores = this.folder.resolve(applicationId);
    }

    /// Creates the folder if it is missing.
    ///
    /// @throws SetupException naming the folder if the stores cannot be kept in it
    public void requireUsable() {
        requireFolder(folder);
        requireFolder(stores);
        try {
            Files.delete(Files.writeString(stores.resolve(".writable"), "a test for permission and space"));
        } catch (IOException e) {
            throw new SetupException(unusable(stores, StateFault.behind(e).isPresent()
                    ? noSpace()
                    : "cannot be written: " + e));
        }
    }

    private static void requireFolder(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new SetupException(unusable(path, "is a file"));
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new SetupException(unusable(path, "cannot be created: " + e));
        }
    }

    private static String unusable(Path path, String why) {
        return "the state folder " + path + ' ' + why + ADVICE;
    }

    /// Whether a stream that ran out of space can start again.
    public boolean hasSpace() {
        return free() >= SPACE_TO_RESUME;
    }

    /// The lack of space in one phrase, with the folder and what is needed.
    public String describeLackOfSpace() {
        return "the state folder " + stores + ' ' + noSpace();
    }

    private String noSpace() {
        return "has no space left: %d MB are free; the stream needs at least %d MB".formatted(free() >> 20,
                SPACE_TO_RESUME >> 20);
    }

    private long free() {
        try {
            return Files.getFileStore(stores).getUsableSpace();
        } catch (IOException e) {
            LOG.debug("the free space of {} cannot be read", stores, e);
            return 0;
        }
    }

    /// Removes what one task keeps, to be rebuilt from the changelog. Nothing else is ever removed.
    ///
    /// @param task the name of its folder
    /// @param why for the log
    public void remove(String task, String why) {
        if (!TASK.matcher(task).matches()) {
            throw new IllegalArgumentException("the folder of a task must be named like 0_3, but was '" + task + "'");
        }
        Path path = stores.resolve(task);
        LOG.warn("{} cannot be used: {}; it is removed and rebuilt from the changelog", path, why);
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be used and cannot be removed: " + e.getMessage(), e);
        }
    }
}
