package io.cryptodata.allinone.embedded;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Why PostgreSQL ended, from its log files. The last lines are about the end itself; the reason is the first fatal one since
/// the server was started.
final class PostgresLog {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLog.class);
    /// a log of more lines than this since the start is read from its end
    private static final long MOST_BYTES = 1 << 20;
    private static final List<Predicate<String>> REASONS = List.of(line -> line.contains(" PANIC: "),
            line -> line.contains("No space left on device"),
            line -> line.contains(" FATAL: ") && !isOfOneSession(line));
    private static final List<String> SESSIONS = List.of("the database system is", "terminating ", "password ",
            "role ", "sorry, too many clients", "remaining connection slots");

    private final Path folder;
    private final Map<Path, Long> sizes = new HashMap<>();

    /// @param folder of the files named `postgres-….log`
    PostgresLog(Path folder) {
        this.folder = folder;
    }

    private static boolean isOfOneSession(String line) {
        return SESSIONS.stream().anyMatch(line::contains);
    }

    /// From now on only what is logged later counts.
    void mark() {
        sizes.clear();
        files().forEach(file -> sizes.put(file, file.toFile().length()));
    }

    /// The first line of the reason, without its time; empty if none was logged.
    Optional<String> reason() {
        List<String> lines = files().stream().flatMap(file -> since(file, sizes.getOrDefault(file, 0L)).stream())
                .toList();
        return REASONS.stream().flatMap(reason -> lines.stream().filter(reason).limit(1)).findFirst()
                .map(PostgresLog::withoutTime);
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("postgres-.*\\.log")).sorted().toList();
        } catch (IOException unreadable) {
            LOG.warn("the logs of PostgreSQL in {} cannot be read: {}", folder, unreadable.getMessage());
            return List.of();
        }
    }

    /// A file that is shorter than it was has been started anew.
    private static List<String> since(Path file, long size) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long end = log.length();
            long from = Math.max(size > end ? 0 : size, end - MOST_BYTES);
            byte[] bytes = new byte[(int) (end - from)];
            log.seek(from);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: {}", file, unreadable.getMessage());
            return List.of();
        }
    }

    private static String withoutTime(String line) {
        return line.replaceFirst("^.*?(PANIC|FATAL|ERROR|LOG|WARNING|HINT): +", "$1: ").strip();
    }
}
