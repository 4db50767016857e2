package io.cryptodata.sinks.database;

import org.postgresql.Driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNullElse;

/// Address and login of a database. The password is never printed.
///
/// @param url JDBC URL, for example `jdbc:postgresql://127.0.0.1:5433/cryptodata`
public record DatabaseAccess(String url, String user, String password) {
    private static final String FORBIDDEN = "42501";
    private static final Pattern LOGIN_IN_URL = Pattern.compile("(?<=[?&])(?:user|password)=[^&]*&?");

    public DatabaseAccess {
        requireUrl(url);
    }

    /// The database of a URL that may contain user and password, which are moved out of it.
    ///
    /// @param login user and password for what the URL does not contain
    public static DatabaseAccess of(String url, DatabaseAccess login) {
        Properties inUrl = requireNonNullElse(Driver.parseURL(requireUrl(url), new Properties()), new Properties());
        return new DatabaseAccess(LOGIN_IN_URL.matcher(url).replaceAll("").replaceAll("[?&]$", ""),
                inUrl.getProperty("user", login.user),
                inUrl.getProperty("password", login.password));
    }

    /// @return the URL
    /// @throws IllegalArgumentException if it is no JDBC URL of PostgreSQL
    public static String requireUrl(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "the database URL must start with 'jdbc:postgresql:', but was '" + url + "'");
        }
        return url;
    }

    /// Opens a connection; fails after five seconds.
    public Connection connect() throws SQLException {
        return open(properties("cda"));
    }

    /// Opens a connection whose statements fail after `timeout` without a response, so that a server that disappeared
    /// is noticed.
    ///
    /// @param applicationName shown in the server's list of sessions
    public Connection connect(String applicationName, Duration timeout) throws SQLException {
        Properties properties = properties(applicationName);
        properties.setProperty("socketTimeout", Long.toString(timeout.toSeconds()));
        return open(properties);
    }

    /// The failure of a statement that only an owner may execute, with what to do where this login is not the owner.
    public SQLException ofOwner(SQLException failure) {
        return FORBIDDEN.equals(failure.getSQLState())
                ? new SQLException(
                        "%s (as %s); set SINKS_MAINTENANCE_USER and SINKS_MAINTENANCE_PASSWORD to the login that owns the tables"
                                .formatted(failure.getMessage(), user),
                        FORBIDDEN, failure)
                : failure;
    }

    private Properties properties(String applicationName) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (!password.isEmpty()) { // without one the driver reads ~/.pgpass
            properties.setProperty("password", password);
        }
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", applicationName);
        return properties;
    }

    /// Uses the driver directly: DriverManager does not search the class loader of a Connect plugin.
    private Connection open(Properties properties) throws SQLException {
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not accept the URL " + url, "08001");
        }
        return connection;
    }

    @Override
    public String toString() {
        return url.split("\\?", 2)[0] + " as " + user;
    }
}
