package io.cryptodata.allinone.cli.run;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.simulator.SimulatorApp;
import io.cryptodata.simulator.config.SimulatorConfig;
import io.cryptodata.simulator.faults.FaultProfile;
import io.cryptodata.simulator.venues.Dialects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SimulateCommandTest {
    @TempDir
    private Path data = Path.of("");

    @Test
    void invalid_options_are_rejected_before_anything_starts() {
        assertThat(Run.cda("simulate", "--faults", "lots").err()).contains("none, some, many", "lots");
        assertThat(Run.cda("simulate", "--faults", "1").err()).contains("0 to 0.9");
        assertThat(Run.cda("simulate", "--spot", "501").err()).contains("0 to 500", "501");
        assertThat(Run.cda("simulate", "--speed", "0").status()).isEqualTo(2);
        assertThat(Run.cda("simulate", "--history", "0").err()).contains("history");
        assertThat(Run.cda("simulate", "--now", "--speed", "1").err()).contains("--now", "--speed", "exclude");
    }

    @Test
    void a_port_in_use_is_reported_in_one_sentence() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.cda("simulate", "--data", data.toString(), "--port",
                    Integer.toString(occupied.getLocalPort()));
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains(Integer.toString(occupied.getLocalPort()), "--port").hasLineCount(1);
        }
    }

    @Test
    void addresses_are_printed_and_every_example_request_succeeds() throws Exception {
        List<String> lines = new ArrayList<>();
        try (SimulatorApp simulator = simulator(FaultProfile.none()); HttpClient http = HttpClient.newHttpClient()) {
            simulator.start();
            SimulatorReporter reporter = new SimulatorReporter(simulator, lines::add);
            reporter.welcome();
            assertThat(String.join("\n", lines))
                    .contains(simulator.baseUrl() + "/binance", "24 spot markets, 4 contracts",
                            "curl '", "/coingecko/", "Ctrl-C")
                    .doesNotContain("faults of");
            for (URI example : simulator.examples().values()) {
                HttpResponse<String> response = http.send(HttpRequest.newBuilder(example).build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).as("%s", example).isEqualTo(200);
                assertThat(response.body()).as("%s", example).hasSizeGreaterThan(100);
            }
            assertThat(reporter.counts()).contains("binance 1", "coingecko 1; refused 0; faults 0");
        }
    }

    @Test
    void counts_are_printed_every_ten_seconds() {
        List<String> lines = new ArrayList<>();
        try (SimulatorApp simulator = simulator(FaultProfile.many(7))) {
            simulator.start();
            SimulatorReporter reporter = new SimulatorReporter(simulator, lines::add);
            for (int second = 0; second < 25; second++) {
                reporter.secondPassed();
            }
            assertThat(lines).hasSize(2).allMatch(line -> line.contains("requests: binance 0"));
            reporter.welcome();
            assertThat(String.join("\n", lines)).contains("faults of binance: seed 7, 15.0 %");
        }
    }

    private SimulatorApp simulator(FaultProfile faults) {
        return new SimulatorApp(new SimulatorConfig(0, data, new SimulatorConfig.Seeded(42,
                Duration.ofDays(3), 1, true, Dialects.demoMarkets(), faults)));
    }
}
