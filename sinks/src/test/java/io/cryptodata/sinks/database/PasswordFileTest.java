package io.cryptodata.sinks.database;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordFileTest {
    private static final DatabaseAccess LOGIN = new DatabaseAccess("jdbc:postgresql://127.0.0.1:5433/cryptodata", "me",
            "se:c\\ret");

    @TempDir
    private Path data = Path.of("");

    @AfterEach
    void forget() {
        System.clearProperty("org.postgresql.pgpassfile");
    }

    @Test
    void has_a_line_per_server_that_only_the_owner_reads() throws IOException {
        PasswordFile file = PasswordFile.write(data, "pgpass", List.of(LOGIN,
                new DatabaseAccess("jdbc:postgresql://a:1,b:2/x?sslmode=require", "it", "other"),
                new DatabaseAccess("jdbc:postgresql://c/x", "nobody", "")));
        assertThat(Files.readString(file.path())).isEqualTo("""
                127.0.0.1:5433:cryptodata:me:se\\:c\\\\ret
                a:1:x:it:other
                b:2:x:it:other
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path()))).isEqualTo("rw-------");
    }

    @Test
    void the_driver_finds_the_password_for_this_server_and_for_no_other() {
        PasswordFile.write(data, "pgpass", List.of(LOGIN)).useInThisProcess();
        assertThat(passwordFor("jdbc:postgresql://127.0.0.1:5433/cryptodata?user=me")).isEqualTo("se:c\\ret");
        assertThat(passwordFor("jdbc:postgresql://127.0.0.1:5434/cryptodata?user=me")).isNull();
    }

    private static @Nullable String passwordFor(String url) {
        Properties found = Driver.parseURL(url, new Properties());
        return found == null ? "" : found.getProperty("password");
    }
}
