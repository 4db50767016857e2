package io.cryptodata.sinks.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Where the database is and as whom to log in. Never shows the password.
///
/// @param url JDBC URL, for example `jdbc:postgresql://127.0.0.1:5433/cryptodata`
public record DatabaseAccess(String url, String user, String password) {
    public DatabaseAccess {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "the database URL must start with 'jdbc:postgresql:', but was '" + url + "'");
        }
    }

    /// A new connection; gives up after five seconds.
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("ApplicationName", "cda");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
