package io.cryptodata.service.instance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class DatabasePasswordsTest {
    @TempDir
    private Path data = Path.of("");

    @Test
    void every_role_has_a_long_password_of_its_own_that_stays_the_same() {
        DatabasePasswords passwords = DatabasePasswords.in(data);
        assertThat(Arrays.stream(DatabaseRole.values()).map(passwords::of)).doesNotHaveDuplicates()
                .allMatch(password -> password.matches("[A-Za-z0-9_-]{32}"));
        DatabasePasswords again = DatabasePasswords.in(data);
        for (DatabaseRole role : DatabaseRole.values()) {
            assertThat(again.of(role)).isEqualTo(passwords.of(role));
            assertThat(DatabasePasswords.find(data, role)).contains(passwords.of(role));
        }
    }

    @Test
    void only_the_owner_can_read_them_and_nothing_else_is_left() throws IOException {
        Path file = DatabasePasswords.in(data).file();
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(data.resolve("secrets"))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(data.resolve("secrets"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_file_that_others_can_read_is_restricted() throws IOException {
        Path file = DatabasePasswords.in(data).file();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(DatabasePasswords.find(data, DatabaseRole.READER)).isPresent();
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void a_deleted_file_is_recreated_with_other_passwords() throws IOException {
        DatabasePasswords before = DatabasePasswords.in(data);
        Files.delete(before.file());
        assertThat(DatabasePasswords.find(data, DatabaseRole.OWNER)).isEmpty();
        assertThat(DatabasePasswords.in(data).of(DatabaseRole.OWNER)).isNotEqualTo(before.of(DatabaseRole.OWNER));
    }

    @Test
    void a_role_that_is_missing_in_the_file_is_added() {
        SecretFile file = SecretFile.in(data, "database.properties");
        file.write("by an earlier release", Map.of("cda_owner", "owners"));
        DatabasePasswords passwords = DatabasePasswords.in(data);
        assertThat(passwords.of(DatabaseRole.OWNER)).isEqualTo("owners");
        assertThat(file.read()).containsEntry("cda_reader", passwords.of(DatabaseRole.READER));
    }

    @Test
    void they_are_not_printed() {
        DatabasePasswords passwords = DatabasePasswords.in(data);
        assertThat(passwords.toString()).isEqualTo("passwords in " + passwords.file());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
