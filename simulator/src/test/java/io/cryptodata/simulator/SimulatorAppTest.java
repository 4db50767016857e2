package io.cryptodata.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.simulator.config.SimulatorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulatorAppTest {
    private static final SimulatorConfig.Seeded FROZEN = new SimulatorConfig.Seeded(42, Duration.ofDays(60), 1, true);

    @TempDir
    Path folder;

    @Test
    void a_seeded_market_is_served_in_the_dialect_of_the_venue() throws Exception {
        try (SimulatorApp app = new SimulatorApp(new SimulatorConfig(0, folder, FROZEN))) {
            app.start();
            long start = SimulatorConfig.SEEDED_START.minus(Duration.ofDays(60)).toEpochMilli();
            JsonNode rows = get(app, "/api/v3/klines?symbol=BTCUSDT&interval=1h&startTime=" + start + "&limit=1000");
            assertThat(rows).hasSize(1000);
            assertThat(rows.get(0)).hasSize(12);
            assertThat(rows.get(0).get(0).asLong()).isEqualTo(start);
            assertThat(rows.get(0).get(6).asLong()).isEqualTo(start + 3_599_999);
            assertThat(get(app, "/api/v3/exchangeInfo").get("symbols")).hasSize(24);
            assertThat(get(app, "/api/v3/time").get("serverTime").asLong())
                    .isEqualTo(app.clock().now().toEpochMilli());
        }
    }

    @Test
    void without_a_start_the_newest_rows_are_served_up_to_the_hour_in_progress() throws Exception {
        try (SimulatorApp app = new SimulatorApp(new SimulatorConfig(0, folder, FROZEN))) {
            app.start();
            JsonNode rows = get(app, "/api/v3/klines?symbol=ETHBTC&interval=1h");
            assertThat(rows).hasSize(500);
            assertThat(rows.get(499).get(6).asLong()).isGreaterThan(app.clock().now().toEpochMilli());
        }
    }

    @Test
    void a_live_world_ends_now_and_has_the_same_candles_after_a_restart() throws Exception {
        Instant now = Instant.now();
        String request = "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=1000&endTime=" + now.toEpochMilli();
        JsonNode before;
        try (SimulatorApp app = new SimulatorApp(new SimulatorConfig(0, folder, FROZEN.liveFrom(now)))) {
            app.start();
            before = get(app, request);
            assertThat(app.clock().now()).isBetween(now, Instant.now());
            assertThat(before).hasSize(1000);
            assertThat(before.get(999).get(0).asLong()).isEqualTo(now.truncatedTo(ChronoUnit.HOURS).toEpochMilli());
        }
        Instant later = now.plus(Duration.ofDays(3));
        try (SimulatorApp app = new SimulatorApp(new SimulatorConfig(0, folder, FROZEN.liveFrom(later)))) {
            app.start();
            JsonNode after = get(app, request);
            for (int i = 0; i < 999; i++) {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
    }

    @Test
    void a_port_in_use_is_reported() {
        try (SimulatorApp first = new SimulatorApp(new SimulatorConfig(0, folder, FROZEN))) {
            first.start();
            try (SimulatorApp second = new SimulatorApp(
                    new SimulatorConfig(first.baseUrl().getPort(), folder, FROZEN))) {
                assertThatThrownBy(second::start).hasMessageContaining("port " + first.baseUrl().getPort())
                        .hasMessageContaining("is in use");
            }
        }
    }

    private static JsonNode get(SimulatorApp app, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(app.venueUrl("binance") + path)).build();
            return new ObjectMapper().readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }
}
