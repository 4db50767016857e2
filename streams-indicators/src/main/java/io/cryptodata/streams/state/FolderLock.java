package io.cryptodata.streams.state;

import io.cryptodata.service.lifecycle.SetupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A file that exists and is locked while a process uses the state folder. Without a lock it remains from a process that was
/// killed.
final class FolderLock {
    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);
    private static final String ADVICE = "; stop that one, or set STREAMS_STATE_DIR to another folder";
    private static final int LONGEST_CONTENT = 200;
    /// files that this process has locked: where a lock belongs to the process, to close another channel of the file ends it
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private @Nullable FileChannel held;

    FolderLock(Path file) {
        this.file = file;
    }

    /// @return whether the process before was killed
    /// @throws SetupException naming the process that holds the lock
    synchronized boolean acquire() {
        if (!LOCKED.add(file)) {
            throw new SetupException("the state folder " + file.getParent() + " is in use by this process" + ADVICE);
        }
        try {
            return lock();
        } catch (IOException e) {
            throw new SetupException("the state folder " + file.getParent() + " cannot be locked: " + e
                    + "; correct it, or set STREAMS_STATE_DIR to another folder", e);
        } finally {
            if (held == null) {
                LOCKED.remove(file);
            }
        }
    }

    private boolean lock() throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        String former = read(channel);
        if (channel.tryLock() == null) {
            channel.close();
            throw new SetupException(
                    "the state folder " + file.getParent() + " is in use by process " + former + ADVICE);
        }
        held = channel;
        String own = describeProcess();
        channel.truncate(0).write(ByteBuffer.wrap(own.getBytes(StandardCharsets.UTF_8)), 0);
        return !former.isEmpty() && !former.equals(own);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LONGEST_CONTENT);
        channel.read(content, 0);
        return StandardCharsets.UTF_8.decode(content.flip()).toString();
    }

    private static String describeProcess() {
        ProcessHandle process = ProcessHandle.current();
        return process.pid() + process.info().startInstant().map(start -> " (started at " + start + ')').orElse("");
    }

    /// @param closed whether every store was closed; otherwise the file remains, as after a kill
    synchronized void release(boolean closed) {
        FileChannel channel = held;
        if (channel == null) {
            return;
        }
        held = null;
        try (channel) {
            if (closed) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be removed; the next start restores every store", file, e);
        } finally {
            LOCKED.remove(file);
        }
    }
}
