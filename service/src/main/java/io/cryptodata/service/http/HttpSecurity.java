package io.cryptodata.service.http;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// The login of requests to a server, and the certificates that its own must be signed by.
///
/// @param prefix of the settings, for messages, for example `CDA_REGISTRY_`
/// @param trustStore certificates in PEM; empty for those that Java trusts
public record HttpSecurity(String prefix, Optional<Login> login, Optional<Path> trustStore) {
    private static final Setting<String> USER = Setting.of("USER",
            new Format<>("a name without a colon", text -> text, text -> text.indexOf(':') < 0),
            "the login of requests (basic authentication)");
    private static final Setting<String> PASSWORD = Setting.secret("PASSWORD", "its password");
    private static final Setting<Path> TRUST_STORE = Setting
            .of("TRUST_STORE", Format.of("a file in PEM", Path::of),
                    "certificates that the server's must be signed by, where its URL is https")
            .withDefaultInWords("those that Java trusts");

    /// A user and a password, which is never printed.
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /// Neither a login nor certificates of its own.
    public static HttpSecurity none() {
        return none("");
    }

    /// The same; messages name the settings with this prefix.
    public static HttpSecurity none(String prefix) {
        return new HttpSecurity(prefix, Optional.empty(), Optional.empty());
    }

    /// From the settings `USER`, `PASSWORD` and `TRUST_STORE` with a prefix. What is invalid is recorded as a problem.
    public static HttpSecurity read(Settings all, String prefix) {
        Settings settings = all.prefixed(prefix);
        Optional<String> user = settings.find(USER);
        Optional<String> password = settings.find(PASSWORD);
        Optional<Path> trusted = settings.find(TRUST_STORE);
        return settings.part(none(), () -> {
            if (user.isPresent() != password.isPresent()) {
                throw new SettingsException(
                        prefix + "USER and " + prefix + "PASSWORD (or " + prefix
                                + "PASSWORD_FILE) must be set together");
            }
            trusted.ifPresent(file -> PemTrust.check(prefix + TRUST_STORE.name(), file));
            return new HttpSecurity(prefix, user.flatMap(name -> password.map(secret -> new Login(name, secret))),
                    trusted);
        });
    }

    /// The header `Authorization`, which is never printed.
    public Optional<String> authorization() {
        return login.map(given -> "Basic " + Base64.getEncoder()
                .encodeToString((given.user + ":" + given.password).getBytes(StandardCharsets.UTF_8)));
    }

    /// Trust in the certificates of the trust store; empty for those that Java trusts.
    public Optional<SSLContext> trusted() {
        return trustStore.map(PemTrust::context);
    }

    String remedy() {
        return login.isPresent()
                ? "check " + prefix + "USER and " + prefix + "PASSWORD"
                : "set " + prefix + "USER and " + prefix + "PASSWORD";
    }
}
