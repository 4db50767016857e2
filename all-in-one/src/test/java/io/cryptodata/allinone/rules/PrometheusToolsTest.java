package io.cryptodata.allinone.rules;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Prometheus' own tools accept the configuration, and run the tests of the alert rules. Skipped where they are not installed;
/// `infra/test/install-prometheus` installs them.
class PrometheusToolsTest {
    private static final Path FOLDER = AlertRules.FOLDER;

    @Test
    void every_alert_is_pending_fires_and_is_resolved_as_its_test_describes() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("test", "rules"));
        AlertRules.filesOf("tests").forEach(file -> command.add(file.toString()));
        assertSuccess("promtool", command);
    }

    @Test
    void the_configuration_is_accepted() throws IOException, InterruptedException {
        assertSuccess("promtool", List.of("check", "config", FOLDER.resolve("prometheus.yml").toString()));
    }

    @Test
    void the_configuration_of_alertmanager_is_accepted() throws IOException, InterruptedException {
        assertSuccess("amtool",
                List.of("check-config", FOLDER.resolveSibling("alertmanager/alertmanager.yml").toString()));
    }

    private static void assertSuccess(String tool, List<String> arguments) throws IOException, InterruptedException {
        Optional<Path> installed = installed(tool);
        if (installed.isEmpty()) {
            System.out.println("SKIPPED: " + tool + " is not installed; infra/test/install-prometheus installs it");
        }
        assumeTrue(installed.isPresent(), tool + " is not installed");
        List<String> command = new ArrayList<>(List.of(installed.orElseThrow().toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("SUCCESS");
    }

    private static Optional<Path> installed(String tool) {
        Path own = Path.of(System.getProperty("user.home"), ".cache/cda/prometheus/usr/bin");
        return Stream
                .concat(Stream.of(own), Pattern.compile(":").splitAsStream(System.getenv().getOrDefault("PATH", ""))
                        .filter(folder -> !folder.isEmpty()).map(Path::of))
                .map(folder -> folder.resolve(tool))
                .filter(Files::isExecutable).findFirst();
    }
}
