package io.cryptodata.allinone.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The programs of PostgreSQL, unpacked once from the jar of this platform, completely or not at all.
///
/// @param root holds `bin`, `lib` and `share`
record PostgresFiles(Path root) {

    private static final int ANY_EXECUTE_BIT = 0111;

    /// @throws StartException when there are no binaries for this platform or they cannot be unpacked
    static PostgresFiles unpackedIn(Path folder) {
        if (Files.isExecutable(folder.resolve("bin/postgres"))) {
            return new PostgresFiles(folder);
        }
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine())) {
            Folders.delete(partial);
            unpack(packed, partial);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            return new PostgresFiles(folder);
        } catch (IOException | IllegalStateException failed) {
            throw new StartException("PostgreSQL for " + system() + " " + machine() + " could not be unpacked to "
                    + folder + ": " + failed.getMessage() + ".", failed);
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
