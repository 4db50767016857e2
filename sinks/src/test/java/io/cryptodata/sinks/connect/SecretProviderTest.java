package io.cryptodata.sinks.connect;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretProviderTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_reference_becomes_the_secret_of_that_name_whatever_the_path_of_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("of:workers}.properties"), "cda_writer=pass=word\nother=x\n");
        assertThat(resolved(file, SecretProvider.reference("cda_writer"))).isEqualTo("pass=word");
    }

    @Test
    void a_connector_cannot_name_another_file() throws IOException {
        Path file = Files.writeString(folder.resolve("workers.properties"), "cda_writer=password\n");
        Path other = Files.writeString(folder.resolve("other.properties"), "cda_writer=of another\nhidden=x\n");
        assertThat(resolved(file, "${secret:" + other + ":cda_writer}")).isEqualTo("password");
        assertThat(resolved(file, "${secret:" + other + ":hidden}")).isNotEqualTo("x");
    }

    @Test
    void a_worker_without_a_file_is_refused() {
        try (SecretProvider provider = new SecretProvider()) {
            assertThatThrownBy(() -> provider.configure(Map.of())).isInstanceOf(ConfigException.class)
                    .hasMessageContaining("config.providers.secret.param.file");
        }
    }

    @Test
    void a_connector_whose_reference_was_not_resolved_is_refused_with_the_setting_of_the_worker() {
        Map<String, String> settings = Map.of(UpsertConfig.URL, "jdbc:postgresql://db/x", UpsertConfig.USER, "me",
                UpsertConfig.PASSWORD, SecretProvider.reference("me"), UpsertConfig.TABLE, "h1_data");
        assertThatThrownBy(() -> UpsertConfig.from(settings)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.password").hasMessageContaining("${secret:me}")
                .hasMessageContaining("config.providers.secret.param.file");
    }

    private static String resolved(Path file, String value) {
        try (SecretProvider provider = new SecretProvider()) {
            provider.configure(Map.of("file", file.toString()));
            return new ConfigTransformer(Map.of(SecretProvider.NAME, provider)).transform(Map.of("password", value))
                    .data().get("password");
        }
    }
}
