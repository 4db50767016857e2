package io.cryptodata.allinone.embedded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Every condition that prevents a start is reported in one sentence.
class StartChecksTest {

    private static final DataFolder.FreeSpace PLENTY = folder -> Long.MAX_VALUE;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void too_little_free_disk_is_reported_with_both_numbers() {
        assertThatThrownBy(() -> DataFolder.open(folder, 2L << 30, path -> 123L << 20))
                .isInstanceOf(StartException.class)
                .hasMessage("Only 123 MB are free on the disk of " + folder + ", but 2048 MB are needed to start:"
                        + " free some space, or choose another folder with --data.");
    }

    @Test
    void a_folder_that_cannot_be_created_is_reported() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> DataFolder.open(file, 0, PLENTY)).isInstanceOf(StartException.class)
                .hasMessageStartingWith("The data folder " + file + " cannot be written")
                .hasMessageContaining("--data");
    }

    @Test
    void a_folder_in_use_is_rejected_until_its_owner_closes_it() {
        DataFolder owner = DataFolder.open(folder, 0, PLENTY);
        assertThatThrownBy(() -> DataFolder.open(folder, 0, PLENTY)).isInstanceOf(StartException.class)
                .hasMessageContaining("in use by another running instance (process "
                        + ProcessHandle.current().pid() + ")");
        owner.close();
        try (DataFolder next = DataFolder.open(folder, 0, PLENTY)) {
            assertThat(next.run()).isDirectory();
        }
    }

    @Test
    void all_ports_in_use_are_reported_together_with_purpose_owner_and_option() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedPorts ports = EmbeddedPorts.of(one.getLocalPort(), LocalPort.free(), LocalPort.free(),
                    two.getLocalPort());
            assertThatThrownBy(ports::requireFree).isInstanceOf(StartException.class)
                    .hasMessageContaining("Port " + one.getLocalPort() + " for the Kafka broker is in use by ")
                    .hasMessageContaining("--kafka-port")
                    .hasMessageContaining("Port " + two.getLocalPort() + " for the PostgreSQL database is in use by ")
                    .hasMessageContaining("--database-port");
        }
    }

    @Test
    void two_parts_on_one_port_are_rejected() {
        assertThatThrownBy(() -> EmbeddedPorts.of(9092, 8081, 9092, 5433)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the ports must differ: 9092, 8081, 9092, 5433");
    }

    @Test
    void a_missing_registry_is_reported_with_the_build_command_and_releases_the_folder() {
        EmbeddedConfig config = new EmbeddedConfig(folder.resolve("data"), Optional.empty(), folder.resolve("nothing"),
                Optional.empty(), 0,
                EmbeddedPorts.free());
        assertThatThrownBy(() -> EmbeddedRuntime.prepare(config, PLENTY)).isInstanceOf(StartException.class)
                .hasMessage("The schema registry's files are not in " + folder.resolve("nothing")
                        + ": run the build (mvn -DskipTests package).");
        DataFolder.open(config.data(), 0, PLENTY).close();
    }

    @Test
    void a_database_that_is_down_is_reported_by_the_registry() throws IOException {
        Files.writeString(folder.resolve("quarkus-run.jar"), "represents the registry");
        try (DataFolder data = DataFolder.open(folder.resolve("data"), 0, PLENTY);
                RegistryProcess registry = new RegistryProcess(RegistryConfig.in(data, folder,
                        "jdbc:postgresql://127.0.0.1:" + LocalPort.free() + "/cryptodata",
                        new LocalPort(LocalPort.free(), "schema registry", "--registry-port")))) {
            assertThatThrownBy(registry::start).isInstanceOf(StartException.class)
                    .hasMessageStartingWith("The schema registry cannot use the database jdbc:postgresql://127.0.0.1:")
                    .hasMessageContaining("refused");
            assertThat(registry.process()).isEmpty();
        }
    }
}
