package io.cryptodata.service.instance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointsTest {
    @TempDir
    Path folder;

    @Test
    void addresses_are_read_back_until_they_are_removed() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Endpoints written = new Endpoints(Map.of(Endpoints.KAFKA_BOOTSTRAP, "127.0.0.1:9092"));
        written.write(folder);
        assertThat(Endpoints.read(folder)).isEqualTo(written);
        assertThat(Endpoints.read(folder).find(Endpoints.KAFKA_BOOTSTRAP)).contains("127.0.0.1:9092");
        Endpoints.remove(folder);
        assertThat(Endpoints.read(folder).find(Endpoints.KAFKA_BOOTSTRAP)).isEmpty();
    }

    @Test
    void a_folder_without_an_instance_has_no_addresses() {
        assertThat(Endpoints.read(folder.resolve("nothing")).addresses()).isEmpty();
    }
}
