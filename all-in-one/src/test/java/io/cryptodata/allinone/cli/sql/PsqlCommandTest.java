package io.cryptodata.allinone.cli.sql;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.allinone.cli.command.UserError;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PsqlCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void address_and_login_are_in_the_environment() {
        DatabaseAccess login = new DatabaseAccess("jdbc:postgresql://db:5439/market?sslmode=require", "me", "secret!");
        assertThat(PsqlEnvironment.of(login, false)).isEqualTo(Map.of("PGHOST", "db", "PGPORT", "5439", "PGDATABASE",
                "market", "PGUSER", "me", "PGPASSWORD", "secret!", "PGSSLMODE", "require", "PGAPPNAME", "cda psql"));
    }

    @Test
    void without_a_password_psql_looks_for_one_and_read_only_is_an_option_of_the_session() {
        DatabaseAccess login = new DatabaseAccess("jdbc:postgresql://db/market", "me", "");
        assertThat(PsqlEnvironment.of(login, true)).doesNotContainKey("PGPASSWORD")
                .containsEntry("PGPORT", "5432").containsEntry("PGOPTIONS", "-c default_transaction_read_only=on");
    }

    @Test
    void the_first_psql_on_the_path_is_used() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path psql = Files.createFile(bin.resolve("psql"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        assertThat(PsqlCommand.program(folder + File.pathSeparator + bin)).isEqualTo(psql);
    }

    @Test
    void without_psql_the_error_names_the_package() {
        assertThatThrownBy(() -> PsqlCommand.program(folder.toString())).isInstanceOf(UserError.class)
                .hasMessageStartingWith("there is no psql on the PATH: install PostgreSQL's client")
                .hasMessageEndingWith("or use ./cda sql");
    }

    @Test
    void without_a_running_instance_the_error_names_the_option() {
        Run run = Run.cda("psql", "--data", folder.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no instance runs in " + folder, "--url");
    }
}
