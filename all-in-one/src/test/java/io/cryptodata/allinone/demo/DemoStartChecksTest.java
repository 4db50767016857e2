package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.allinone.embedded.DataFolder;
import io.cryptodata.allinone.embedded.LocalPort;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.venues.Dialects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// Every condition that prevents a demo is one sentence on standard error and exit status 1, before anything starts.
class DemoStartChecksTest {
    private static final Market BITCOIN = new Market("binance", "BTC/USDT");
    private static final long MIDNIGHT = Timeframe.epochHourOf(Instant.parse("2024-01-01T00:00:00Z"));

    @TempDir
    private Path folder = Path.of("");

    private Path candles = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void writeValidFile() throws IOException {
        System.setProperty("cda.home", System.getProperty("repository.root"));
        candles = Files.createDirectories(folder.resolve("candles"));
        data = folder.resolve("data");
        write(new Market("binance", "ETH/USDT"));
    }

    @Test
    void a_malformed_candle_file_is_reported_with_file_and_line() throws IOException {
        Path file = write(BITCOIN, CandleFiles.row(BITCOIN, "2024-01-01T02:00:00Z", "1,2,1,many,3"));
        assertThat(startError()).isEqualTo(file + ", line 4: close must be a number, but was 'many'");
    }

    @Test
    void a_truncated_row_is_reported_with_file_and_line() throws IOException {
        Path file = write(BITCOIN, "binance,BTC-USDT,2024-01-01T02");
        assertThat(startError()).startsWith(file + ", line 4: a row has 8 columns (exchange,asset,timestamp,open");
    }

    @Test
    void an_unknown_exchange_in_a_file_name_is_reported_with_the_supported_ones() throws IOException {
        Path file = write(new Market("bitmax", "BTC/USDT"));
        assertThat(startError()).isEqualTo(file + ": unknown exchange 'bitmax'; supported are "
                + String.join(", ", Dialects.exchanges()));
    }

    @Test
    void a_port_in_use_is_reported_with_its_purpose_and_option() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(startError("--registry-port", Integer.toString(occupied.getLocalPort())))
                    .startsWith("Port " + occupied.getLocalPort() + " for the schema registry is in use by ")
                    .endsWith("stop that, or choose another port with --registry-port.");
        }
    }

    @Test
    void a_simulator_port_in_use_is_reported_before_anything_starts() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(startError("--simulator-port", Integer.toString(occupied.getLocalPort())))
                    .startsWith("Port " + occupied.getLocalPort() + " for the simulated venues is in use by ")
                    .endsWith("stop that, or choose another port with --simulator-port.");
        }
    }

    @Test
    void too_little_free_disk_is_reported_with_both_numbers() {
        assertThat(startError("--min-free-disk", "9000000")).startsWith("Only ")
                .contains(" MB are free on the disk of " + data, "9216000000 MB are needed to start");
    }

    @Test
    void a_second_instance_in_the_same_folder_is_rejected_with_the_process_id() {
        try (DataFolder owner = DataFolder.open(data, 0, DataFolder.FreeSpace.ofDisk())) {
            assertThat(startError()).isEqualTo("The data folder " + owner.root()
                    + " is in use by another running instance (process " + ProcessHandle.current().pid()
                    + "): stop that one, or choose another folder with --data.");
        }
    }

    /// Two valid hours, followed by more rows.
    private Path write(Market market, String... more) throws IOException {
        List<String> rows = new ArrayList<>(
                CandleFiles.walk(market, MIDNIGHT, 2, 1).stream().map(CandleFiles::row).toList());
        rows.addAll(List.of(more));
        return new CandleFiles(candles).write(market, rows);
    }

    /// The line on standard error without the name of the command; fails unless it is one line and the status is 1.
    private String startError(String... more) {
        Map<String, String> options = new LinkedHashMap<>(Map.of("--replay", candles.toString(), "--data",
                data.toString(), "--min-free-disk", "0"));
        List<String> parts = List.of("kafka", "registry", "connect", "database", "simulator", "api");
        List<Integer> ports = LocalPort.free(parts.size());
        for (int part = 0; part < parts.size(); part++) {
            options.put("--" + parts.get(part) + "-port", Integer.toString(ports.get(part)));
        }
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        List<String> arguments = new ArrayList<>(List.of("demo", "--once"));
        options.forEach((name, value) -> arguments.addAll(List.of(name, value)));
        Run run = Run.cda(arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(data.resolve("run").resolve("endpoints.properties")).doesNotExist();
        assertThat(run.err()).startsWith("cda: ");
        return run.err().strip().substring("cda: ".length());
    }
}
