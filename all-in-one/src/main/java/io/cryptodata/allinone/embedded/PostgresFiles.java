package io.cryptodata.allinone.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// The programs of PostgreSQL, unpacked once from the jar of this platform, completely or not at all.
///
/// @param root holds `bin`, `lib` and `share`
record PostgresFiles(Path root) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresFiles.class);
    private static final int ANY_EXECUTE_BIT = 0111;
    private static final String PARTIAL = ".partial";
    private static final Duration LONGEST_UNPACKING = Duration.ofHours(1);

    /// @throws StartException when there are no binaries for this platform or they cannot be unpacked
    static PostgresFiles unpackedIn(Path folder) {
        if (isComplete(folder)) {
            return new PostgresFiles(folder);
        }
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine())) {
            Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
            deleteAbandoned(parent, folder.getFileName() + PARTIAL);
            // a folder of its own: other processes may unpack at the same time
            Path partial = Files.createTempDirectory(parent, folder.getFileName() + PARTIAL);
            try {
                unpack(packed, partial);
                Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
                moveUnlessPresent(partial, folder);
            } finally {
                Folders.delete(partial);
            }
            return new PostgresFiles(folder);
        } catch (IOException | IllegalStateException failed) {
            throw new StartException("PostgreSQL for " + system() + " " + machine() + " could not be unpacked to "
                    + folder + ": " + failed.getMessage() + ".", failed);
        }
    }

    private static boolean isComplete(Path folder) {
        return Files.isExecutable(folder.resolve("bin/postgres"));
    }

    /// What processes left that were killed while they unpacked.
    private static void deleteAbandoned(Path parent, String prefix) {
        Instant oldest = Instant.now().minus(LONGEST_UNPACKING);
        try (Stream<Path> all = Files.list(parent)) {
            for (Path each : all.filter(path -> path.getFileName().toString().startsWith(prefix)).toList()) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(oldest)) {
                    Folders.delete(each);
                }
            }
        } catch (IOException | UncheckedIOException deletedMeanwhile) {
            LOG.debug("an abandoned folder in {} was not deleted", parent, deletedMeanwhile);
        }
    }

    private static void moveUnlessPresent(Path partial, Path folder) throws IOException {
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!isComplete(folder)) {
                throw e;
            }
        }
    }

    String program(String name) {
        return root.resolve("bin").resolve(name).toString();
    }

    private static String system() {
        String name = System.getProperty("os.name");
        return name.startsWith("Mac") ? "Darwin" : name.startsWith("Windows") ? "Windows" : "Linux";
    }

    private static String machine() {
        return ArchUtils.normalize(System.getProperty("os.arch"));
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream archive = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            TarArchiveEntry entry = archive.getNextEntry();
            while (entry != null) {
                unpack(archive, entry, inside(target, entry.getName()));
                entry = archive.getNextEntry();
            }
        }
    }

    private static Path inside(Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the archive names a file outside its folder: " + name);
        }
        return file;
    }

    private static void unpack(TarArchiveInputStream archive, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(archive, file, StandardCopyOption.REPLACE_EXISTING);
        boolean executable = (entry.getMode() & ANY_EXECUTE_BIT) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
