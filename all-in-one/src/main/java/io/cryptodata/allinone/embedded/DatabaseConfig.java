package io.cryptodata.allinone.embedded;

import java.nio.file.Path;

/// Where the embedded PostgreSQL lives.
///
/// @param programs where the server's programs are unpacked to; may be shared by several data folders
/// @param home holds what only PostgreSQL touches, its cluster above all
/// @param pidFile who runs
/// @param logs folder of its log files
public record DatabaseConfig(Path programs, Path home, Path pidFile, Path logs, LocalPort port) {

    public static final String DATABASE = "cryptodata";
    public static final String USER = "postgres";

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
