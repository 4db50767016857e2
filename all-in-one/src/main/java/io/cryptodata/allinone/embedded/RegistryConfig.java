package io.cryptodata.allinone.embedded;

import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;

import java.nio.file.Path;

/// The folders, database and port of the schema registry.
///
/// @param programs the folder with `quarkus-run.jar`, created by the build
/// @param databaseUrl JDBC address of the database that keeps its schemas, in the SQL schema `registry`
/// @param pidFile of the registry process
/// @param logs folder of its log files
/// @param passwords of the database's roles
public record RegistryConfig(Path programs, String databaseUrl, Path pidFile, Path logs, LocalPort port,
        DatabasePasswords passwords) {

    public static final String SQL_SCHEMA = "registry";

    public static RegistryConfig in(DataFolder folder, Path programs, String databaseUrl, LocalPort port) {
        return new RegistryConfig(programs.toAbsolutePath(), databaseUrl, folder.pidFile("registry"), folder.logs(),
                port, DatabasePasswords.in(folder.root()));
    }

    /// The registry's password in the database.
    String password() {
        return passwords.of(DatabaseRole.REGISTRY);
    }

    /// The registry's address without a path.
    public String url() {
        return "http://127.0.0.1:" + port.number();
    }
}
