package io.cryptodata.allinone.embedded;

import java.nio.file.Path;

/// Where the embedded PostgreSQL lives.
///
/// @param programs where the server's programs are unpacked to; may be shared by several data folders
/// @param data the cluster's own folder
/// @param pidFile who runs
/// @param logs folder of its log files
public record DatabaseConfig(Path programs, Path data, Path pidFile, Path logs, LocalPort port) {

    public static final String DATABASE = "cryptodata";
    public static final String USER = "postgres";

    public static DatabaseConfig in(DataFolder folder, LocalPort port) {
        return new DatabaseConfig(folder.postgres().resolve("programs"), folder.postgres().resolve("data"),
                folder.pidFile("database"), folder.logs(), port);
    }

    /// The same with programs that several data folders share.
    public DatabaseConfig withPrograms(Path shared) {
        return new DatabaseConfig(shared.toAbsolutePath(), data, pidFile, logs, port);
    }

    /// @return JDBC address of a database on this server
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port.number() + "/" + database;
    }
}
