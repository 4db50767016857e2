package io.cryptodata.service.instance;

import io.cryptodata.service.lifecycle.SetupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// A file of secrets that only its owner can read; by default names and values, in the format of [Properties].
///
/// @param path of the file; its folder is created when it is written
public record SecretFile(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final String FOLDER = "secrets";
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    /// A file in the folder `secrets` of a data folder.
    public static SecretFile in(Path dataFolder, String name) {
        return new SecretFile(dataFolder.resolve(FOLDER).resolve(name).toAbsolutePath());
    }

    /// The secrets by name; empty if there is no file. A file that others could read is restricted to its owner.
    ///
    /// @throws SetupException if it cannot be read
    public Map<String, String> read() {
        Properties properties = new Properties();
        try {
            restrict();
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            }
        } catch (NoSuchFileException none) {
            return Map.of();
        } catch (AccessDeniedException denied) {
            throw new SetupException(path + " can be read only by the account that started the instance:"
                    + " run this as that account, or pass an address with a login of your own", denied);
        } catch (IOException | IllegalArgumentException e) {
            throw new SetupException("cannot read " + path + ": " + e.getClass().getSimpleName(), e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }

    private void restrict() throws IOException {
        if (!OWNER_ALONE.containsAll(Files.getPosixFilePermissions(path))) {
            Files.setPosixFilePermissions(path, OWNER_ALONE);
            LOG.warn("other accounts could read {}: they no longer can; delete it, and the next start makes new"
                    + " passwords", path);
        }
    }

    /// Writes all secrets, atomically.
    ///
    /// @param comment the first line, for people
    /// @throws SetupException if it cannot be written
    public void write(String comment, Map<String, String> secrets) {
        Properties properties = new Properties();
        properties.putAll(secrets);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, comment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writeText(text.toString());
    }

    /// Writes a text in a format of its own, atomically.
    ///
    /// @throws SetupException if it cannot be written
    public void writeText(String text) {
        try {
            Path folder = Files.createDirectories(path.getParent());
            Files.setPosixFilePermissions(folder, OWNERS_FOLDER);
            Path partial = Files.createTempFile(folder, path.getFileName().toString(), ".partial",
                    PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            try {
                Files.writeString(partial, text);
                Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new SetupException("cannot write " + path + ": " + e, e);
        }
    }
}
