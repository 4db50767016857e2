package io.cryptodata.sinks.deployment;

import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OverridesSourceTest {
    @Test
    void the_database_is_that_of_the_url() {
        assertThat(settings("jdbc:postgresql://db.example:5544/cryptodata?sslmode=require"))
                .containsEntry("database.hostname", "db.example").containsEntry("database.port", "5544")
                .containsEntry("database.dbname", "cryptodata").containsEntry("database.user", "owner")
                .containsEntry("database.sslmode", "require");
        assertThat(settings("jdbc:postgresql://first:1,second:2/cryptodata"))
                .containsEntry("database.hostname", "first").containsEntry("database.port", "1")
                .containsEntry("database.sslmode", "prefer");
    }

    @Test
    void every_named_transform_and_predicate_is_defined() {
        Map<String, String> settings = settings("jdbc:postgresql://127.0.0.1:5432/cryptodata");
        for (String transform : List.of(settings.getOrDefault("transforms", "").split(","))) {
            assertThat(settings).containsKey("transforms." + transform + ".type");
        }
        for (String predicate : List.of(settings.getOrDefault("predicates", "").split(","))) {
            assertThat(settings).containsKey("predicates." + predicate + ".type");
        }
    }

    @Test
    void the_settings_have_the_user_of_the_source_and_no_password() {
        SinksConfig config = SinksConfig.from(Map.of("SINKS_DATABASE_USER", "writer", "SINKS_DATABASE_PASSWORD",
                "secret!", "SINKS_SOURCE_USER", "reader", "SINKS_SOURCE_PASSWORD", "other!"));
        ConnectorConfig connector = OverridesSource.connector(config);
        assertThat(connector.settings()).containsEntry("database.user", "reader")
                .doesNotContainKey("database.password");
        assertThat(connector.settings().toString()).doesNotContain("secret!", "other!");
    }

    private static Map<String, String> settings(String url) {
        return connector(url).settings();
    }

    private static ConnectorConfig connector(String url) {
        return OverridesSource.connector(SinksConfig.onOneMachine("127.0.0.1:9092", "http://127.0.0.1:8083",
                "http://127.0.0.1:8081", new DatabaseAccess(url, "owner", "secret!")));
    }
}
