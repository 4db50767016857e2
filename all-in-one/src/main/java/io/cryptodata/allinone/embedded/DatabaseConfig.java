package io.cryptodata.allinone.embedded;

import java.nio.file.Path;

/// The folders and the port of the embedded PostgreSQL.
///
/// @param programs folder of the server's programs; may be shared by several data folders
/// @param home folder of its cluster, used by PostgreSQL alone
/// @param pidFile of the server process
/// @param logs folder of its log files
public record DatabaseConfig(Path programs, Path home, Path pidFile, Path logs, LocalPort port) {

    public static final String DATABASE = "cryptodata";
    public static final String USER = "postgres";
    public static final String PASSWORD = "";

    public static DatabaseConfig in(DataFolder folder, LocalPort port) {
        return new DatabaseConfig(folder.postgresPrograms(), folder.postgres(),
                folder.pidFile("database"), folder.logs(), port);
    }

    /// The same with programs that several data folders share.
    public DatabaseConfig withPrograms(Path shared) {
        return new DatabaseConfig(shared.toAbsolutePath(), home, pidFile, logs, port);
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
