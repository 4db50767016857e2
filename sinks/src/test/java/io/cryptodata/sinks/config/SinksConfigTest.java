package io.cryptodata.sinks.config;

import io.cryptodata.sinks.database.DatabaseAccess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SinksConfigTest {
    private static final DatabaseAccess DATABASE = new DatabaseAccess("jdbc:postgresql://127.0.0.1/x", "me", "secret!");

    @Test
    void has_defaults_for_one_machine() {
        SinksConfig config = SinksConfig.onOneMachine("127.0.0.1:9092", "http://127.0.0.1:8083",
                "http://127.0.0.1:8081", DATABASE);
        assertThat(config.tasks()).isPositive();
        assertThat(config.toString()).doesNotContain("secret!");
    }

    @Test
    void names_the_setting_that_is_wrong() {
        assertThatThrownBy(
                () -> SinksConfig.onOneMachine("127.0.0.1:9092", "http://127.0.0.1:8083", "http://127.0.0.1:8081/apis",
                        DATABASE))
                .hasMessageContaining("registryUrl").hasMessageContaining("without a path");
        assertThatThrownBy(() -> new DatabaseAccess("mysql://x", "me", "secret!")).hasMessageContaining("mysql://x");
    }
}
