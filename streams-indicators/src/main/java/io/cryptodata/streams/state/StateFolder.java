package io.cryptodata.streams.state;

import io.cryptodata.service.lifecycle.SetupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final FolderLock lock;
    private final MemberName memberName;
    private final StateTopics topics;

    /// @param folder as configured
    /// @param applicationId the name of the subfolder that Kafka Streams uses
    public StateFolder(Path folder, String applicationId) {
        this.folder = folder.toAbsolutePath();
        this.stores = this.folder.resolve(applicationId);
        this.lock = new FolderLock(stores.resolve("running"));
        this.memberName = new MemberName(stores.resolve("member"));
        this.topics = new StateTopics(stores.resolve("topics.properties"));
    }

    /// Makes this process the only user of the folder. Stores that a killed process left open are removed: with exactly-once
    /// processing Kafka Streams restores them in any case, but first opens each of them.
    ///
    /// @throws SetupException naming the folder if it is in use, or the stores cannot be kept in it
    public void acquire() {
        requireUsable();
        if (lock.acquire()) {
            LOG.warn("the process before was killed: the stores in {} are removed and restored from the changelog",
                    stores);
            tasks().forEach(this::delete);
        }
    }

    /// @param closed whether every store was closed; otherwise the next start restores all of them
    public void release(boolean closed) {
        lock.release(closed);
    }

    /// The name under which the process of this folder joins the group; made once.
    ///
    /// @throws SetupException if it can be neither read nor written
    public String memberName() {
        try {
            return memberName.get();
        } catch (IOException e) {
            throw new SetupException(unusable(stores, "cannot keep the member's name: " + e), e);
        }
    }

    private void requireUsable() {
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

    /// Removes all stores if they were not made from these topics, and records them. The folder must be acquired.
    ///
    /// @param ids by topic
    /// @throws SetupException naming the folder if that fails
    public void keepOnlyOf(Map<String, String> ids) {
        List<Path> tasks = tasks();
        try {
            Optional<String> contradiction = tasks.isEmpty() ? Optional.empty() : topics.contradiction(ids);
            if (contradiction.isPresent()) {
                LOG.warn("{}: the stores in {} are removed and restored from the changelog", contradiction.get(),
                        stores);
                tasks.forEach(this::delete);
            }
            topics.record(ids);
        } catch (IOException e) {
            throw new SetupException(unusable(stores, "cannot be written: " + e), e);
        }
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
        LOG.warn("{} cannot be used: {}; it is removed and rebuilt from the changelog", stores.resolve(task), why);
        delete(stores.resolve(task));
    }

    private List<Path> tasks() {
        try (Stream<Path> all = Files.list(stores)) {
            return all.filter(path -> TASK.matcher(path.getFileName().toString()).matches()).toList();
        } catch (IOException e) {
            throw new SetupException(unusable(stores, "cannot be read: " + e), e);
        }
    }

    private void delete(Path path) {
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
