package io.cryptodata.sinks.config;

import io.cryptodata.service.command.Inputs;
import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpConfig;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.instance.DatabasePasswords;
import io.cryptodata.service.instance.DatabaseRole;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.kafka.KafkaAccess;
import io.cryptodata.service.settings.SettingSources;
import io.cryptodata.service.settings.Settings;
import io.cryptodata.service.settings.SettingsException;
import io.cryptodata.sinks.database.DatabaseAccess;
import io.cryptodata.sinks.deployment.ConnectorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SinksConfigTest {
    @TempDir
    private Path data = Path.of("");

    private static final DatabaseAccess DATABASE = new DatabaseAccess("jdbc:postgresql://127.0.0.1/x", "me", "secret!");

    @Test
    void has_defaults_for_everything() {
        SinksConfig config = SinksConfig.from(Map.of("PRODUCERS_TOP", "3"));
        assertThat(config).isEqualTo(new SinksConfig(KafkaAccess.plain("127.0.0.1:9092"),
                new HttpAccess("http://127.0.0.1:8083", HttpSecurity.none("CDA_CONNECT_")),
                new HttpAccess("http://127.0.0.1:8081", HttpSecurity.none("CDA_REGISTRY_")),
                new DatabaseAccess("jdbc:postgresql://127.0.0.1:5433/cryptodata", "postgres", ""),
                new DatabaseAccess("jdbc:postgresql://127.0.0.1:5433/cryptodata", "postgres", ""),
                new DatabaseAccess("jdbc:postgresql://127.0.0.1:5433/cryptodata", "postgres", ""), 2, 1,
                Duration.ofSeconds(90), Duration.ofSeconds(5), CleanupConfig.weekly(),
                StorageConfig.everything(), Optional.of(new HttpConfig("127.0.0.1", 8103))));
        assertThat(CleanupConfig.weekly().at()).hasToString("Optional[SUNDAY 03:00]");
    }

    @Test
    void has_defaults_for_servers_on_one_machine_and_never_prints_the_password() {
        SinksConfig config = SinksConfig.onOneMachine("127.0.0.1:9092", "http://127.0.0.1:8083",
                "http://127.0.0.1:8081", DATABASE);
        assertThat(config.tasks()).isPositive();
        assertThat(config.toString()).doesNotContain("secret!");
        assertThat(new DatabaseAccess("jdbc:postgresql://db/x?user=me&password=secret!", "me", "secret!"))
                .hasToString("jdbc:postgresql://db/x as me");
    }

    @Test
    void reads_every_setting() {
        assertThat(SinksConfig.from(Map.ofEntries(Map.entry("SINKS_BOOTSTRAP_SERVERS", "broker:1"),
                Map.entry("SINKS_CONNECT_URL", "http://connect:2"),
                Map.entry("SINKS_REGISTRY_URL", "https://registry:3"),
                Map.entry("SINKS_DATABASE_URL", "jdbc:postgresql://db/x"), Map.entry("SINKS_DATABASE_USER", "me"),
                Map.entry("SINKS_DATABASE_PASSWORD", "secret!"), Map.entry("SINKS_SOURCE_USER", "it"),
                Map.entry("SINKS_SOURCE_PASSWORD", "other!"), Map.entry("SINKS_MAINTENANCE_USER", "owner"),
                Map.entry("SINKS_MAINTENANCE_PASSWORD", "third!"), Map.entry("SINKS_TASKS", "4"),
                Map.entry("SINKS_REPLICAS", "3"), Map.entry("SINKS_START_TIMEOUT", "2m"),
                Map.entry("SINKS_CHECK_INTERVAL", "500ms"), Map.entry("SINKS_CLEANUP_AT", " tuesday 22:30"),
                Map.entry("SINKS_CLEANUP_ROWS_AT_ONCE", "500"), Map.entry("SINKS_KEEP_HOURS", "730d"),
                Map.entry("SINKS_KEEP_INDICATORS", "365d"),
                Map.entry("SINKS_KEEP_SNAPSHOTS", "90d"), Map.entry("SINKS_COLUMNSTORE_AFTER", "100d"),
                Map.entry("SINKS_HTTP_HOST", "0.0.0.0"),
                Map.entry("SINKS_HTTP_PORT", "9000"))))
                .isEqualTo(new SinksConfig(KafkaAccess.plain("broker:1"),
                        new HttpAccess("http://connect:2", HttpSecurity.none("CDA_CONNECT_")),
                        new HttpAccess("https://registry:3", HttpSecurity.none("CDA_REGISTRY_")),
                        new DatabaseAccess("jdbc:postgresql://db/x", "me", "secret!"),
                        new DatabaseAccess("jdbc:postgresql://db/x", "it", "other!"),
                        new DatabaseAccess("jdbc:postgresql://db/x", "owner", "third!"), 4, 3, Duration.ofMinutes(2),
                        Duration.ofMillis(500),
                        new CleanupConfig(Optional.of(new WeeklyTime(DayOfWeek.TUESDAY, LocalTime.of(22, 30))), 500),
                        new StorageConfig(Optional.of(Duration.ofDays(730)), Optional.of(Duration.ofDays(365)),
                                Optional.of(Duration.ofDays(90)), Optional.of(Duration.ofDays(100))),
                        Optional.of(new HttpConfig("0.0.0.0", 9000))));
        assertThat(SinksConfig.from(Map.of("SINKS_CLEANUP_AT", "never")).cleanup()).isEqualTo(CleanupConfig.never());
    }

    @Test
    void the_maintenance_has_the_login_of_the_sinks_or_its_own_which_no_connector_gets() {
        SinksConfig without = SinksConfig.from(Map.of("SINKS_DATABASE_USER", "me", "SINKS_DATABASE_PASSWORD", "s!"));
        assertThat(without.maintenance()).isEqualTo(without.database());
        SinksConfig own = SinksConfig.from(Map.of("CDA_DATABASE_URL", "jdbc:postgresql://db/x", "SINKS_DATABASE_USER",
                "me", "SINKS_DATABASE_PASSWORD", "s!", "SINKS_MAINTENANCE_USER", "owner",
                "SINKS_MAINTENANCE_PASSWORD", "third!"));
        assertThat(own.maintenance()).isEqualTo(new DatabaseAccess("jdbc:postgresql://db/x", "owner", "third!"));
        assertThat(own.connectorLogins()).doesNotContain(own.maintenance());
        assertThat(ConnectorConfig.all(own)).isNotEmpty().noneSatisfy(
                connector -> assertThat(connector.settings()).containsValue("owner"));
    }

    @Test
    void a_running_instance_is_used_with_the_logins_of_its_roles_and_a_url_comes_first() throws IOException {
        Files.createDirectory(data.resolve("run"));
        new Endpoints(Map.of(Endpoints.DATABASE_URL, "jdbc:postgresql://127.0.0.1:1/x")).write(data);
        DatabasePasswords passwords = DatabasePasswords.in(data);
        SinksConfig running = read(Map.of());
        assertThat(running.database()).isEqualTo(new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/x", "cda_writer",
                passwords.of(DatabaseRole.WRITER)));
        assertThat(running.source()).isEqualTo(new DatabaseAccess("jdbc:postgresql://127.0.0.1:1/x",
                "cda_replication", passwords.of(DatabaseRole.REPLICATION)));
        SinksConfig other = read(Map.of("CDA_DATABASE_URL", "jdbc:postgresql://db/x?user=me&password=secret!"));
        assertThat(other.database()).isEqualTo(new DatabaseAccess("jdbc:postgresql://db/x", "me", "secret!"));
        assertThat(other.source()).isEqualTo(other.database());
        assertThat(read(Map.of("CDA_DATABASE_URL", "jdbc:postgresql://db/x", "SINKS_DATABASE_URL",
                "jdbc:postgresql://own/x")).database().url()).isEqualTo("jdbc:postgresql://own/x");
    }

    private SinksConfig read(Map<String, String> environment) {
        Inputs inputs = new Inputs(data, Inputs.Options.none(), Endpoints.read(data));
        return Settings.read(SettingSources.of(environment),
                settings -> SinksConfig.read(settings, inputs, SinksConfig.Options.none())).orThrow();
    }

    @Test
    void names_all_problems_at_once_even_a_misspelt_name() {
        assertThatThrownBy(() -> SinksConfig.from(Map.of("SINKS_CLEANUP_AT", "sunday night",
                "SINKS_CLEANUP_ROWS_AT_ONCE", "0", "SINKS_CLEANUP_ROW_AT_ONCE", "5", "SINKS_REGISTRY_URL",
                "http://127.0.0.1:8081/apis", "SINKS_DATABASE_URL", "mysql://x", "SINKS_TASKS", "65",
                "SINKS_KEEP_HOURS", "59d", "SINKS_COLUMNSTORE_AFTER", "always")))
                .isInstanceOf(SettingsException.class).hasMessageContaining("sunday night")
                .hasMessageContaining("sunday 03:00").hasMessageContaining("between 1 and 1000000")
                .hasMessageContaining("did you mean SINKS_CLEANUP_ROWS_AT_ONCE?")
                .hasMessageContaining("SINKS_REGISTRY_URL must be a URL like http://host:port, without a path")
                .hasMessageContaining("mysql://x").hasMessageContaining("between 1 and 64")
                .hasMessageContaining("SINKS_KEEP_HOURS").hasMessageContaining("at least 60 days")
                .hasMessageContaining("SINKS_COLUMNSTORE_AFTER");
    }

    @Test
    void names_the_value_that_is_invalid() {
        assertThatThrownBy(
                () -> SinksConfig.onOneMachine("127.0.0.1:9092", "http://127.0.0.1:8083", "http://127.0.0.1:8081/apis",
                        DATABASE))
                .hasMessageContaining("SINKS_REGISTRY_URL").hasMessageContaining("without a path");
        assertThatThrownBy(() -> new DatabaseAccess("mysql://x", "me", "secret!")).hasMessageContaining("mysql://x");
    }

    @Test
    void a_url_may_contain_the_login() {
        assertThat(DatabaseAccess.of("jdbc:postgresql://db/x?user=other&password=word", DATABASE))
                .isEqualTo(new DatabaseAccess("jdbc:postgresql://db/x", "other", "word"));
        assertThat(DatabaseAccess.of("jdbc:postgresql://db/x?password=word&sslmode=require&user=other", DATABASE))
                .isEqualTo(new DatabaseAccess("jdbc:postgresql://db/x?sslmode=require", "other", "word"));
        assertThat(DatabaseAccess.of("jdbc:postgresql://db/x", DATABASE))
                .isEqualTo(new DatabaseAccess("jdbc:postgresql://db/x", "me", "secret!"));
    }
}
