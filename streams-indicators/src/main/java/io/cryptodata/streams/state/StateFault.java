package io.cryptodata.streams.state;

import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A failure that comes from the state folder and not from a record or a service.
///
/// @param kind what is to be done about it
/// @param folders the names of the tasks' folders that the failure concerns, such as `0_3` or `global`; may be empty
/// @param cause the innermost message
public record StateFault(Kind kind, Set<String> folders, String cause) {
    /// The folder of the global store.
    static final String GLOBAL = "global";

    /// a cause chain longer than this is a cycle
    private static final int DEEPEST = 30;
    /// a folder of a task in a path, or a task in a message of Kafka Streams, which names that of the global store `null`
    private static final Pattern FOLDER = Pattern
            .compile("[/\\\\](\\d+_\\d+|global)(?=[/\\\\\\]\\s]|$)|for task '(\\d+_\\d+|null)'");
    private static final List<String> NO_SPACE = List.of("no space left", "not enough space", "quota exceeded");

    /// What is to be done about a failure of the state folder.
    public enum Kind {
        /// The folders are to be removed and rebuilt from the changelog.
        UNUSABLE,
        /// The stream pauses until there is space.
        NO_SPACE
    }

    /// The fault behind a failure; empty if the state folder is not the cause.
    public static Optional<StateFault> behind(Throwable failure) {
        List<Throwable> causes = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST).toList();
        if (causes.stream().anyMatch(StateFault::isFull)) {
            return Optional.of(new StateFault(Kind.NO_SPACE, Set.of(), textOf(causes.getLast())));
        }
        Set<String> folders = new LinkedHashSet<>();
        if (causes.stream().anyMatch(StateFault::isUnusable)) {
            causes.forEach(cause -> addFolders(cause, folders));
        }
        return folders.isEmpty()
                ? Optional.empty()
                : Optional.of(new StateFault(Kind.UNUSABLE, folders, textOf(causes.getLast())));
    }

    private static boolean isFull(Throwable cause) {
        String text = textOf(cause).toLowerCase(Locale.ROOT);
        return (cause instanceof IOException || cause instanceof RocksDBException
                || cause instanceof ProcessorStateException) && NO_SPACE.stream().anyMatch(text::contains);
    }

    private static boolean isUnusable(Throwable cause) {
        if (cause instanceof RocksDBException rocks) {
            return isCorrupt(rocks);
        }
        String text = textOf(cause);
        return cause instanceof TaskCorruptedException || cause instanceof ProcessorStateException
                && (text.contains("existing file with the same name") || text.contains("migrating checkpoint file"));
    }

    /// What RocksDB reports of files that are damaged, missing or of another kind. Locks, permissions and a lack of memory
    /// or file handles are no reason to remove a store.
    private static boolean isCorrupt(RocksDBException failure) {
        Status status = failure.getStatus();
        if (status == null || status.getCode() == null) {
            return false;
        }
        return switch (status.getCode()) {
            case Corruption, NotFound, InvalidArgument, NotSupported -> true;
            case IOError -> textOf(failure).contains("No such file") || textOf(failure).contains("Not a directory")
                    || textOf(failure).contains("Is a directory");
            case Ok, MergeInProgress, Incomplete, ShutdownInProgress, TimedOut, Aborted, Busy, Expired, TryAgain,
                    Undefined ->
                false;
        };
    }

    private static void addFolders(Throwable cause, Set<String> folders) {
        if (cause instanceof TaskCorruptedException corrupted) {
            corrupted.corruptedTasks().stream().map(StateFault::folderOf).forEach(folders::add);
        }
        Matcher named = FOLDER.matcher(textOf(cause));
        while (named.find()) {
            String folder = named.group(1) == null ? named.group(2) : named.group(1);
            folders.add("null".equals(folder) ? GLOBAL : folder);
        }
    }

    /// The thread of the global store has a task with negative numbers.
    private static String folderOf(TaskId task) {
        return task.partition() < 0 ? GLOBAL : task.toString();
    }

    private static String textOf(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }
}
