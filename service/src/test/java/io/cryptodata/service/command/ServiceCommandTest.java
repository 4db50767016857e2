package io.cryptodata.service.command;

import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.lifecycle.Health;
import io.cryptodata.service.lifecycle.Service;
import io.cryptodata.service.lifecycle.SetupException;
import io.cryptodata.service.settings.Setting;
import io.cryptodata.service.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceCommandTest {
    @TempDir
    Path data;

    private final StringWriter err = new StringWriter();
    private final List<Inputs> inputs = new ArrayList<>();
    private final List<String> responses = new ArrayList<>();

    private static final Setting<String> KEY = Setting.secret("KEY", "winds the clock");

    @Command(name = "clock", header = "tick")
    private final class ClockCommand extends ServiceCommand {
        @Override
        public Configured configure(Settings settings, Inputs given) {
            settings.prefixed("CLOCK_").find(KEY);
            inputs.add(given);
            return new Configured(given.http(Optional.empty()), meters -> {
                meters.counter("cda.service.ticks").increment();
                return new Clock();
            });
        }
    }

    /// Requests its own metrics while it starts, then goes down.
    private final class Clock implements Service {
        @Override
        public String name() {
            return "clock";
        }

        @Override
        public void start() {
            String url = err.toString().replaceAll("(?s).*metrics at (\\S+).*", "$1");
            try (HttpClient http = HttpClient.newHttpClient()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/metrics")).build();
                responses.add(http.send(request, BodyHandlers.ofString()).body());
            } catch (IOException | InterruptedException e) {
                throw new SetupException("no metrics at " + url, e);
            }
        }

        @Override
        public Health health() {
            return new Health.Down("the spring is broken");
        }

        @Override
        public String describe() {
            return "ticks";
        }

        @Override
        public void close() {
            responses.add("closed");
        }
    }

    @BeforeEach
    void runs_an_instance() throws IOException {
        Files.createDirectories(data.resolve("run"));
        new Endpoints(Map.of(Endpoints.KAFKA_BOOTSTRAP, "broker:1", Endpoints.REGISTRY_URL, "http://registry:2"))
                .write(data);
    }

    @Test
    void a_service_runs_with_its_log_and_its_http_server() {
        assertThat(execute("--http-port", "0")).isEqualTo(1);
        assertThat(err.toString()).contains("clock: starting; the log is " + data.resolve("logs/clock/cda.log"))
                .contains("clock: started; ticks").contains("clock: the spring is broken");
        assertThat(responses).first().asString().contains("cda_service_ticks_total 1.0");
        assertThat(responses).last().isEqualTo("closed");
        assertThat(data.resolve("logs/clock/cda.log")).isRegularFile();
    }

    @Test
    void the_effective_configuration_is_logged_without_secrets() throws IOException {
        Path file = Files.writeString(data.resolve("cda.properties"), "CLOCK_KEY=top-secret\n");
        execute("--http-port", "0", "--config", file.toString());
        assertThat(data.resolve("logs/clock/cda.log")).content()
                .contains("setting CLOCK_KEY=******** (" + file + ")", "1 of 1 settings are not the default")
                .doesNotContain("top-secret");
    }

    @Test
    void a_problem_of_the_file_is_reported_before_anything_starts() throws IOException {
        Path file = Files.writeString(data.resolve("cda.properties"), "CLOCK_KYE=top-secret\n");
        assertThat(execute("--config", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("CLOCK_KYE is not a setting; did you mean CLOCK_KEY? (" + file + ")")
                .doesNotContain("top-secret").doesNotContain("starting");
    }

    @Test
    void an_option_comes_before_the_running_instance() {
        execute("--http-port", "0", "--kafka", "other:9");
        assertThat(inputs.getFirst().options().kafka()).contains("other:9");
        assertThat(inputs.getFirst().running().find(Endpoints.REGISTRY_URL)).contains("http://registry:2");
        assertThat(inputs.getFirst().data()).isEqualTo(data);
    }

    @Test
    void help_names_the_options_and_a_wrong_option_is_wrong_usage() {
        StringWriter out = new StringWriter();
        CommandLine line = ServiceCommand.commandLine(new ClockCommand()).setOut(new PrintWriter(out));
        assertThat(line.execute("--help")).isZero();
        assertThat(out.toString()).contains("Usage: cda clock", "--kafka", "--registry", "--data", "--http-port");
        assertThat(execute("--kafak", "x")).isEqualTo(2);
    }

    private int execute(String... options) {
        List<String> all = new ArrayList<>(List.of("--data", data.toString()));
        all.addAll(List.of(options));
        return ServiceCommand.commandLine(new ClockCommand()).setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }
}
