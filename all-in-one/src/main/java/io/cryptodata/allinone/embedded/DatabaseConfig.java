package io.cryptodata.allinone.embedded;

import io.cryptodata.service.instance.DatabasePasswords;

import java.nio.file.Path;

/// The folders and the port of the embedded PostgreSQL.
///
/// @param programs folder of the server's programs; may be shared by several data folders
/// @param home folder of its cluster, used by PostgreSQL alone
/// @param pidFile of the server process
/// @param logs folder of its log files
/// @param passwords of its roles
public record DatabaseConfig(Path programs, Path home, Path pidFile, Path logs, LocalPort port,
        DatabasePasswords passwords) {

    public static final String DATABASE = "cryptodata";

    /// What is needed of the folder; passwords that it does not have yet are generated.
    public static DatabaseConfig in(DataFolder folder, LocalPort port) {
        return new DatabaseConfig(folder.postgresPrograms(), folder.postgres(),
                folder.pidFile("database"), folder.logs(), port, DatabasePasswords.in(folder.root()));
    }

    /// The same with programs that several data folders share.
    public DatabaseConfig withPrograms(Path shared) {
        return new DatabaseConfig(shared.toAbsolutePath(), home, pidFile, logs, port, passwords);
    }

    /// The folder of the cluster.
    Path data() {
        return clusterIn(home);
    }

    static Path clusterIn(Path home) {
        return home.resolve("data");
    }

    /// The JDBC address of a database on this server.
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port.number() + "/" + database;
    }
}
