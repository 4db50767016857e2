package io.cryptodata.api.database;

import io.cryptodata.api.failure.QueryException;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// Opens connections to the database within seconds, or fails with one sentence.
public final class Database {
    /// of the driver, if the server asks for a password and there is none
    private static final String NO_PASSWORD = "08004";
    private static final String WRONG_LOGIN = "28";
    private static final String CANNOT_CONNECT = "08";
    private static final String STARTING_OR_STOPPING = "57P0";
    private static final String DEFAULT_USER = "postgres";

    private Database() {}

    /// @param url `jdbc:postgresql://host:port/name`, with `?user=` where it is not `postgres`
    /// @throws QueryException if the database cannot be reached, or rejects the login
    public static Connection connect(String url) throws SQLException {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new QueryException(QueryException.Kind.INVALID,
                    "the database address must look like jdbc:postgresql://127.0.0.1:5433/cryptodata, but was '"
                            + withoutSecrets(url) + "'");
        }
        try {
            return DriverManager.getConnection(url, settings(url));
        } catch (SQLException failure) {
            String state = failure.getSQLState();
            if (isWithoutEncryption(failure)) {
                throw new QueryException(QueryException.Kind.INVALID, "the database at " + withoutSecrets(url)
                        + " demands an encrypted connection: add sslmode=verify-full&sslrootcert=FILE to its URL"
                        + " (CDA_DATABASE_URL)", failure);
            }
            if (state != null && (state.equals(NO_PASSWORD) || state.startsWith(WRONG_LOGIN))) {
                throw new QueryException(QueryException.Kind.INVALID,
                        "the database at %s rejects the login %s: %s".formatted(withoutSecrets(url), userIn(url),
                                failure.getMessage()),
                        failure);
            }
            if (state != null && (state.startsWith(CANNOT_CONNECT) || state.startsWith(STARTING_OR_STOPPING))) {
                throw new QueryException(QueryException.Kind.UNAVAILABLE,
                        "the database at " + withoutSecrets(url) + " does not respond", failure);
            }
            throw failure;
        }
    }

    /// The server has no rule for logins without encryption, or the driver does not trust its certificate.
    private static boolean isWithoutEncryption(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("no encryption")
                || failure.getCause() instanceof SSLException;
    }

    private static Properties settings(String url) {
        Properties settings = new Properties();
        settings.setProperty("user", userIn(url));
        settings.setProperty("ApplicationName", "cda");
        settings.setProperty("connectTimeout", "5");
        settings.setProperty("loginTimeout", "10");
        settings.setProperty("tcpKeepAlive", "true");
        return settings;
    }

    /// The address with a login, never to be printed.
    ///
    /// @param url without a login
    public static String withLogin(String url, String user, String password) {
        return url + (url.contains("?") ? "&" : "?") + "user=" + URLEncoder.encode(user, StandardCharsets.UTF_8)
                + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
    }

    /// The user in the address, otherwise `postgres`.
    public static String userIn(String url) {
        return option(url, "user", DEFAULT_USER);
    }

    /// The password in the address; empty where it has none (the driver then reads `~/.pgpass`).
    public static String passwordIn(String url) {
        return option(url, "password", "");
    }

    private static String option(String url, String name, String otherwise) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : otherwise;
    }

    /// The address without user and password, for messages.
    public static String withoutSecrets(String url) {
        int options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }
}
