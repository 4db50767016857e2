package io.cryptodata.allinone.demo;

import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.instance.Endpoints;
import io.cryptodata.service.retry.Await;
import io.cryptodata.simulator.SimulatorApp;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Faults of a running product fire their alert in a real Prometheus, and the alert is resolved when the fault is over.
class AlertsIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Path ROOT = Path.of(System.getProperty("repository.root", ".."));
    private static final Pattern OURS = Pattern.compile("^(cda_\\w+)", Pattern.MULTILINE);
    private static final String INDICATORS = "sink-indicators";

    @Test
    void alerts_fire_with_a_fault_and_are_resolved_after_it() throws Exception {
        if (RunningPrometheus.program().isEmpty()) {
            System.out.println("SKIPPED: Prometheus is not installed; infra/test/install-prometheus installs it");
        }
        assumeTrue(RunningPrometheus.program().isPresent(), "Prometheus is not installed");
        TestDemo demo = TestDemo.in("alerts");
        try (DemoRun run = demo.seeded(0.1)) {
            run.start();
            URI http = URI.create(Endpoints.read(demo.data).find(Endpoints.HTTP_URL).orElseThrow());
            assertThat(Await.until(() -> demo.rowsIn("indicators") > 0, TIMEOUT)).as("rows in the database").isTrue();
            try (RunningPrometheus prometheus = RunningPrometheus.start(
                    Files.createDirectories(demo.data.resolve("prometheus")),
                    http.getAuthority(), ROOT.resolve("infra/prometheus/rules"))) {
                stopTheVenues(run.simulator(), prometheus);
                pauseAConnector(run, prometheus);
                poisonATopic(run, prometheus);
                checkNames(http);
                run.close();
                awaitFiring("ProcessDown", true, prometheus);
            }
        }
    }

    private static void stopTheVenues(SimulatorApp simulator, RunningPrometheus prometheus) throws Exception {
        awaitFiring("VenueUnavailable", false, prometheus);
        simulator.close();
        awaitFiring("VenueUnavailable", true, prometheus);
        simulator.start();
        awaitFiring("VenueUnavailable", false, prometheus);
    }

    /// A paused connector is not restarted: it was paused by a person.
    private static void pauseAConnector(DemoRun run, RunningPrometheus prometheus) throws Exception {
        awaitFiring("ConnectorDown", false, prometheus);
        put(run.servers().connect().url() + "/connectors/" + INDICATORS + "/pause");
        awaitFiring("ConnectorDown", true, prometheus);
        awaitFiring("SinkStalled", true, prometheus);
        put(run.servers().connect().url() + "/connectors/" + INDICATORS + "/resume");
        awaitFiring("ConnectorDown", false, prometheus);
        awaitFiring("SinkStalled", false, prometheus);
    }

    private static void poisonATopic(DemoRun run, RunningPrometheus prometheus) throws Exception {
        awaitFiring("DeadLetters", false, prometheus);
        new ProductReader(run.servers()).poison(TopicName.CANDLES_1H, "binance:BTC/USDT");
        awaitFiring("DeadLetters", true, prometheus);
        awaitFiring("DeadLetters", false, prometheus);
    }

    /// Every meter of ours that this process serves is on the reference page.
    private static void checkNames(URI http) throws Exception {
        String page = Files.readString(ROOT.resolve("docs/reference/metrics.md"));
        Set<String> served = new TreeSet<>();
        Matcher name = OURS.matcher(send(HttpRequest.newBuilder(http.resolve("/metrics")).build()));
        while (name.find()) {
            served.add(name.group(1));
        }
        assertThat(served).hasSizeGreaterThan(50).allSatisfy(each -> assertThat(page).contains("`" + each + "`"));
    }

    private static void awaitFiring(String alert, boolean expected, RunningPrometheus prometheus) {
        assertThat(Await.until(() -> prometheus.firing().contains(alert) == expected, TIMEOUT))
                .as("%s %s; firing: %s", alert, expected ? "fires" : "is resolved", prometheus.firing()).isTrue();
    }

    private static void put(String url) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url)).PUT(HttpRequest.BodyPublishers.noBody()).build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(request.uri().toString()).isBetween(200, 299);
            return response.body();
        }
    }
}
