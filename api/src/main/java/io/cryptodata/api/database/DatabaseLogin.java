package io.cryptodata.api.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A database and a login. The password is never printed.
///
/// @param url JDBC URL without a login
/// @param password empty for that of the account's password file
public record DatabaseLogin(String url, String user, String password) {
    public DatabaseLogin {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the database URL must start with 'jdbc:postgresql:'");
        }
    }

    /// The database of a URL that may contain user and password, which are moved out of it.
    ///
    /// @param login for what the URL does not contain
    public static DatabaseLogin of(String url, DatabaseLogin login) {
        boolean hasUser = url.matches(".*[?&]user=.*");
        String bare = url.replaceAll("(?<=[?&])(?:user|password)=[^&]*&?", "").replaceAll("[?&]$", "");
        return hasUser
                ? new DatabaseLogin(bare, Database.userIn(url), Database.passwordIn(url))
                : new DatabaseLogin(bare, login.user, login.password);
    }

    /// The URL with the login, never to be printed. Without a password the driver reads the account's password file.
    public String urlWithLogin() {
        return password.isEmpty()
                ? url + (url.contains("?") ? "&" : "?") + "user=" + URLEncoder.encode(user, StandardCharsets.UTF_8)
                : Database.withLogin(url, user, password);
    }

    @Override
    public String toString() {
        return Database.withoutSecrets(url) + " as " + user;
    }
}
