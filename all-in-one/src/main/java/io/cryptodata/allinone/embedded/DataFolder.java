package io.cryptodata.allinone.embedded;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// The folder that holds all state, locked by one running instance at a time. It can hold the state of several markets,
/// each in its own folder; one of them runs.
public final class DataFolder implements AutoCloseable {

    private static final List<String> SHARED = List.of("logs", "run");
    private static final List<String> PER_MARKET = List.of("kafka", "postgres", "streams", "simulator");
    private static final String MARKETS = "markets";
    private static final long MEGABYTE = 1 << 20;

    private final Path root;
    private final Path state;
    private final FileChannel channel;

    private DataFolder(Path root, Path state, FileChannel channel) {
        this.root = root;
        this.state = state;
        this.channel = channel;
    }

    /// The free space of the disk that holds a path.
    @FunctionalInterface
    public interface FreeSpace {

        long bytesAt(Path folder) throws IOException;

        static FreeSpace ofDisk() {
            return folder -> Files.getFileStore(folder).getUsableSpace();
        }
    }

    /// Creates the folder for its only market and locks it.
    ///
    /// @throws StartException when it cannot be written, the disk is nearly full, or another instance runs in it
    public static DataFolder open(Path folder, long minimumFreeBytes, FreeSpace freeSpace) {
        return open(folder, Path.of(""), minimumFreeBytes, freeSpace);
    }

    /// Creates the folder for one of several markets and locks it.
    ///
    /// @param market a name that can be the name of a folder
    /// @throws StartException when it cannot be written, the disk is nearly full, or another instance runs in it
    public static DataFolder open(Path folder, String market, long minimumFreeBytes, FreeSpace freeSpace) {
        return open(folder, Path.of(MARKETS, market), minimumFreeBytes, freeSpace);
    }

    private static DataFolder open(Path folder, Path place, long minimumFreeBytes, FreeSpace freeSpace) {
        Path root = folder.toAbsolutePath().normalize();
        Path state = root.resolve(place).normalize();
        try {
            for (String name : SHARED) {
                Files.createDirectories(root.resolve(name));
            }
            for (String name : PER_MARKET) {
                Files.createDirectories(state.resolve(name));
            }
            requireSpace(root, minimumFreeBytes, freeSpace.bytesAt(root));
            return new DataFolder(root, state, lock(root));
        } catch (IOException failed) {
            throw new StartException("The data folder " + root + " cannot be written (" + failed
                    + "): make it writable, or choose another one with --data.", failed);
        }
    }

    private static void requireSpace(Path root, long minimumFreeBytes, long freeBytes) {
        if (freeBytes < minimumFreeBytes) {
            throw new StartException("Only " + freeBytes / MEGABYTE + " MB are free on the disk of " + root + ", but "
                    + minimumFreeBytes / MEGABYTE
                    + " MB are needed to start: free some space, or choose another folder with --data.");
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        Path file = root.resolve("run").resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartException("The data folder " + root + " is in use by another running instance (process "
                    + Files.readString(file).strip() + "): stop that one, or choose another folder with --data.");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    public Path root() {
        return root;
    }

    public Path kafka() {
        return state.resolve("kafka");
    }

    public Path postgres() {
        return state.resolve("postgres");
    }

    public Path streams() {
        return state.resolve("streams");
    }

    public Path simulator() {
        return state.resolve("simulator");
    }

    /// PostgreSQL's programs, unpacked once for all markets.
    Path postgresPrograms() {
        return root.resolve("postgres-programs");
    }

    /// The PostgreSQL folders of all markets that this folder holds, running or not.
    List<Path> allPostgres() {
        Path markets = root.resolve(MARKETS);
        if (!Files.isDirectory(markets)) {
            return List.of(postgres());
        }
        try (Stream<Path> all = Files.list(markets)) {
            return Stream.concat(Stream.of(postgres()), all.map(market -> market.resolve("postgres"))).distinct()
                    .filter(Files::isDirectory).toList();
        } catch (IOException failed) {
            throw new StartException("The folder " + markets + " cannot be read: " + failed.getMessage() + ".",
                    failed);
        }
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path run() {
        return root.resolve("run");
    }

    /// The pid file of a part's child process.
    Path pidFile(String part) {
        return run().resolve(part + ".pid");
    }

    /// Unlocks the folder.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot release the data folder " + root, failed);
        }
    }
}
