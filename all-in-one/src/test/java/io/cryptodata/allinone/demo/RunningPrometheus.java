package io.cryptodata.allinone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.service.retry.Await;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Prometheus that reads one process every second and evaluates the alert rules of `infra/prometheus` with times of seconds
/// instead of minutes and hours.
final class RunningPrometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Pattern WAITED = Pattern.compile("(?m)^( +for: )\\d+[mh]$");
    private static final Pattern WINDOW = Pattern.compile("\\[\\d+[mh]]");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    private RunningPrometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /// Where Debian's package has the program, or `infra/test/install-prometheus` put it; empty if it is not installed.
    static Optional<Path> program() {
        return Stream.of(Path.of(System.getProperty("user.home"), ".cache/cda/prometheus/usr/bin/prometheus"),
                Path.of("/usr/bin/prometheus")).filter(Files::isExecutable).findFirst();
    }

    /// @param target `host:port` of the process
    /// @param rules the folder of the rules
    static RunningPrometheus start(Path folder, String target, Path rules) throws IOException {
        Path shortened = Files.createDirectories(folder.resolve("rules"));
        try (Stream<Path> files = Files.list(rules)) {
            for (Path file : files.toList()) {
                String text = WAITED.matcher(Files.readString(file)).replaceAll("$12s");
                Files.writeString(shortened.resolve(file.getFileName()), WINDOW.matcher(text).replaceAll("[20s]"));
            }
        }
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [rules/*.yml]
                scrape_configs: [{job_name: cda, static_configs: [{targets: ["%s"]}]}]
                """.formatted(target));
        String address = "127.0.0.1:" + LocalPort.free();
        Process started = new ProcessBuilder(program().orElseThrow().toString(), "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=" + address)
                .redirectErrorStream(true).redirectOutput(folder.resolve("prometheus.log").toFile()).start();
        RunningPrometheus prometheus = new RunningPrometheus(started, "http://" + address);
        if (!Await.until(() -> prometheus.get("/-/ready") != null, TIMEOUT)) {
            prometheus.close();
            throw new IOException("Prometheus did not start: " + Files.readString(folder.resolve("prometheus.log")));
        }
        return prometheus;
    }

    /// The names of the alerts that fire now.
    Set<String> firing() {
        String body = get("/api/v1/alerts");
        Set<String> names = new TreeSet<>();
        if (body != null) {
            alerts(body).forEach(alert -> {
                if (alert.path("state").asText().equals("firing")) {
                    names.add(alert.at("/labels/alertname").asText());
                }
            });
        }
        return names;
    }

    private static List<JsonNode> alerts(String body) {
        try {
            return JSON.readTree(body).at("/data/alerts").valueStream().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private @Nullable String get(String path) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build(),
                    BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        Await.end(process, Duration.ofMinutes(1));
    }
}
