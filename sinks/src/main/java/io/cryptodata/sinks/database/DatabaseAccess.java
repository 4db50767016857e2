package io.cryptodata.sinks.database;

import org.postgresql.Driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
        return connected(properties("cda"));
    }

    /// A new connection whose every statement must be answered within `answerWithin`, so that a server that vanished
    /// without a word is noticed.
    ///
    /// @param applicationName what the server's list of sessions shows
    public Connection connect(String applicationName, Duration answerWithin) throws SQLException {
        Properties properties = properties(applicationName);
        properties.setProperty("socketTimeout", Long.toString(answerWithin.toSeconds()));
        return connected(properties);
    }

    private Properties properties(String applicationName) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", applicationName);
        return properties;
    }

    /// Asks the driver itself: a Connect plugin's class loader is not the one that DriverManager looks into.
    private Connection connected(Properties properties) throws SQLException {
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not understand the URL " + url, "08001");
        }
        return connection;
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
