package io.cryptodata.service.instance;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The passwords of the embedded database's roles, generated once for a data folder. They are never printed.
public final class DatabasePasswords {
    private static final String FILE = "database.properties";
    private static final String COMMENT = "passwords of the embedded database, by role; deleted, the next start makes new ones";
    private static final int RANDOM_BYTES = 24;

    private final SecretFile file;
    private final Map<DatabaseRole, String> byRole;

    private DatabasePasswords(SecretFile file, Map<DatabaseRole, String> byRole) {
        this.file = file;
        this.byRole = byRole;
    }

    /// The passwords of a data folder. What is missing is generated and written to `secrets/database.properties`.
    ///
    /// @throws io.cryptodata.service.lifecycle.SetupException if the file can be neither read nor written
    public static DatabasePasswords in(Path dataFolder) {
        SecretFile file = SecretFile.in(dataFolder, FILE);
        Map<String, String> present = file.read();
        Map<String, String> all = new TreeMap<>(present);
        Map<DatabaseRole, String> byRole = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            byRole.put(role, all.computeIfAbsent(role.sqlName(), _ -> generated()));
        }
        if (!all.equals(present)) {
            file.write(COMMENT, all);
        }
        return new DatabasePasswords(file, byRole);
    }

    /// The password of one role in a data folder; empty if its instance has no embedded database with passwords.
    ///
    /// @throws io.cryptodata.service.lifecycle.SetupException if the file exists and this account cannot read it
    public static Optional<String> find(Path dataFolder, DatabaseRole role) {
        return Optional.ofNullable(SecretFile.in(dataFolder, FILE).read().get(role.sqlName()));
    }

    /// Letters, digits, `-` and `_`, so that no file format or URL has to escape one.
    private static String generated() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    public String of(DatabaseRole role) {
        return Objects.requireNonNull(byRole.get(role));
    }

    /// All of them, in the order of the roles.
    public Map<DatabaseRole, String> all() {
        return Collections.unmodifiableMap(byRole);
    }

    /// The file that holds them.
    public Path file() {
        return file.path();
    }

    @Override
    public String toString() {
        return "passwords in " + file.path();
    }
}
