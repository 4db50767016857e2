package io.cryptodata.allinone.crash;

import io.cryptodata.service.retry.Await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A file system of some megabytes in memory that can be filled and freed, for processes that are started with [#entering].
/// Needs no administrator: it is mounted in namespaces of its own, which `unshare` and `nsenter` of util-linux create and
/// enter, and ends with this object.
///
/// Source: <https://man7.org/linux/man-pages/man7/user_namespaces.7.html>.
final class SmallDisk implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Duration REFILL_INTERVAL = Duration.ofMillis(20);
    private static final int BLOCK = 16 << 10;

    private final Path folder;
    private final Process holder;
    private volatile boolean filling;
    private Thread filler = Thread.ofPlatform().unstarted(() -> {});

    /// @param folder an empty one
    /// @throws UncheckedIOException if this system has no such namespaces
    SmallDisk(Path folder, int megabytes) {
        this.folder = folder;
        List<String> command = new ArrayList<>(namespaces());
        command.addAll(List.of("sh", "-c", "mount -t tmpfs -o size=" + megabytes + "m tmpfs \"$0\" && exec cat",
                folder.toString()));
        try {
            holder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Path marker = Files.createFile(folder.resolve("not-mounted"));
            Path seen = outside().resolve(marker.getFileName());
            if (!Await.until(() -> !holder.isAlive() || !Files.exists(seen), TIMEOUT) || !holder.isAlive()) {
                holder.destroyForcibly();
                throw new IOException("no file system could be mounted in a namespace");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> namespaces() {
        return List.of("unshare", "--user", "--map-root-user", "--mount");
    }

    /// Whether this system has what a small disk needs.
    static boolean isPossible() {
        List<String> command = new ArrayList<>(namespaces());
        command.addAll(List.of("sh", "-c", "mount -t tmpfs tmpfs /mnt && command -v nsenter"));
        try {
            Process trial = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return Await.end(trial, TIMEOUT) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Where the file system is, for processes that entered it.
    Path folder() {
        return folder;
    }

    /// The start of the command of a process that sees the file system.
    List<String> entering() {
        return List.of("nsenter", "--target", Long.toString(holder.pid()), "--user", "--preserve-credentials",
                "--mount", "--wd=" + Path.of("").toAbsolutePath());
    }

    /// The same folder, for every other process.
    Path outside() {
        return Path.of("/proc/" + holder.pid() + "/root" + folder.toAbsolutePath());
    }

    /// Takes the space that is free, and all that becomes free, until [#free()].
    void fill() {
        filling = true;
        filler = Thread.ofPlatform().name("filler").start(() -> {
            byte[] block = new byte[BLOCK];
            try (OutputStream out = Files.newOutputStream(outside().resolve("filler"))) {
                while (filling) {
                    append(block, out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void append(byte[] block, OutputStream out) {
        try {
            out.write(block);
        } catch (IOException e) {
            LockSupport.parkNanos(REFILL_INTERVAL.toNanos());
        }
    }

    void free() throws InterruptedException {
        filling = false;
        filler.join();
        try {
            Files.deleteIfExists(outside().resolve("filler"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        filling = false;
        holder.destroyForcibly();
    }
}
