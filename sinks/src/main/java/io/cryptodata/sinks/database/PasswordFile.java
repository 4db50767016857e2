package io.cryptodata.sinks.database;

import io.cryptodata.service.instance.SecretFile;
import org.postgresql.Driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A [password file](https://www.postgresql.org/docs/17/libpq-pgpass.html), which PostgreSQL's programs and drivers read:
/// the passwords by server, database and user, so that each is sent to its own server alone.
///
/// @param path readable by its owner alone
public record PasswordFile(Path path) {
    /// read by PostgreSQL's JDBC driver for logins without a password
    private static final String OF_THIS_PROCESS = "org.postgresql.pgpassfile";

    /// Writes the file into the folder of secrets of a data folder.
    ///
    /// @param logins those without a password are left out
    /// @throws io.cryptodata.service.lifecycle.SetupException if it cannot be written
    public static PasswordFile write(Path dataFolder, String name, List<DatabaseAccess> logins) {
        SecretFile file = SecretFile.in(dataFolder, name);
        List<String> lines = new ArrayList<>();
        for (DatabaseAccess login : logins) {
            if (!login.password().isEmpty()) {
                lines.addAll(linesOf(login));
            }
        }
        file.writeText(String.join("\n", lines) + "\n");
        return new PasswordFile(file.path());
    }

    /// From now on every connection of this process that is opened without a password looks it up here.
    public void useInThisProcess() {
        System.setProperty(OF_THIS_PROCESS, path.toString());
    }

    /// A URL may name several servers.
    private static List<String> linesOf(DatabaseAccess login) {
        Properties url = Driver.parseURL(login.url(), new Properties());
        if (url == null) {
            throw new IllegalArgumentException("no address of PostgreSQL: " + login);
        }
        String[] hosts = url.getProperty("PGHOST", "localhost").split(",");
        String[] ports = url.getProperty("PGPORT", "5432").split(",");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            lines.add(String.join(":", escaped(hosts[i]), ports[Math.min(i, ports.length - 1)],
                    escaped(url.getProperty("PGDBNAME", login.user())), escaped(login.user()),
                    escaped(login.password())));
        }
        return lines;
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\").replace(":", "\\:");
    }
}
