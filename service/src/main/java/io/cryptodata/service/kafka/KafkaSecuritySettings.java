package io.cryptodata.service.kafka;

import io.cryptodata.service.settings.Format;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;
import org.apache.kafka.common.security.auth.SecurityProtocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the security of connections to Kafka, which all processes and commands share.
public final class KafkaSecuritySettings {
    static final String PREFIX = "CDA_KAFKA_";
    static final String PLAIN = "PLAIN";

    private static final Format<Path> FILE = Format.of("a file in PEM", Path::of);
    private static final Setting<SecurityProtocol> PROTOCOL = Setting
            .of("SECURITY_PROTOCOL",
                    Format.of("PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL",
                            text -> SecurityProtocol.valueOf(text.toUpperCase(Locale.ROOT))),
                    "how clients connect to the brokers: `SASL_SSL` is encrypted and has a login")
            .withDefault("PLAINTEXT");
    private static final Setting<String> MECHANISM = Setting
            .of("SASL_MECHANISM",
                    new Format<>("SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN", text -> text.toUpperCase(Locale.ROOT),
                            List.of("SCRAM-SHA-512", "SCRAM-SHA-256", PLAIN)::contains),
                    "how the login is proven")
            .withDefault("SCRAM-SHA-512");
    private static final Setting<String> USER = Setting.of("USER", Format.TEXT, "the login of clients");
    private static final Setting<String> PASSWORD = Setting.secret("PASSWORD", "its password");
    private static final Setting<Path> TRUST_STORE = Setting
            .of("TRUST_STORE", FILE, "certificates that the brokers' must be signed by")
            .withDefaultInWords("those that Java trusts");
    private static final Setting<Path> KEY_STORE = Setting.of("KEY_STORE", FILE,
            "the private key of clients and its certificates, where the brokers demand them");
    private static final Setting<String> KEY_PASSWORD = Setting.secret("KEY_PASSWORD",
            "the password of the private key, where it has one");

    private KafkaSecuritySettings() {}

    /// From the settings `CDA_KAFKA_...`. What is invalid is recorded as a problem.
    public static KafkaSecurity read(Settings all) {
        Settings settings = all.prefixed(PREFIX);
        SecurityProtocol protocol = settings.get(PROTOCOL);
        Optional<KafkaSecurity.Login> login = settings.part(Optional.empty(), () -> login(settings));
        Optional<Path> trusted = settings.find(TRUST_STORE);
        Optional<Path> keys = settings.find(KEY_STORE);
        Optional<String> password = settings.find(KEY_PASSWORD);
        return settings.part(KafkaSecurity.none(), () -> new KafkaSecurity(protocol, login, trusted,
                keys.map(file -> new KafkaSecurity.KeyStore(file, password))));
    }

    /// A login is complete, or there is none.
    ///
    /// @throws SettingsException if it is not complete
    private static Optional<KafkaSecurity.Login> login(Settings settings) {
        String mechanism = settings.get(MECHANISM);
        Optional<String> user = settings.find(USER);
        Optional<String> password = settings.find(PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new SettingsException(PREFIX + "USER and " + PREFIX + "PASSWORD (or " + PREFIX
                    + "PASSWORD_FILE) must be set together");
        }
        return user.flatMap(name -> password.map(secret -> new KafkaSecurity.Login(mechanism, name, secret)));
    }
}
