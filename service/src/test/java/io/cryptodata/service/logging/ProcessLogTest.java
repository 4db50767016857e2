package io.cryptodata.service.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.service.lifecycle.SetupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProcessLogTest {
    @TempDir
    private Path folder = Path.of("");
    private final LogbackMDCAdapter markets = new LogbackMDCAdapter();
    private final LoggerContext context = new LoggerContext();
    private final PrintStream standardOutput = System.out;

    @AfterEach
    void restore() {
        System.setOut(standardOutput);
        context.stop();
    }

    @Test
    void the_format_is_text_unless_the_environment_has_another_one() {
        assertThat(LogFormat.of(Map.of())).isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.of(Map.of("CDA_LOG_FORMAT", "JSON"))).isEqualTo(LogFormat.JSON);
        assertThatThrownBy(() -> LogFormat.of(Map.of("CDA_LOG_FORMAT", "xml"))).isInstanceOf(SetupException.class)
                .hasMessage("CDA_LOG_FORMAT must be text or json, but was 'xml'");
    }

    @Test
    void the_log_is_in_files_unless_the_environment_has_another_destination() {
        assertThat(LogDestination.of(Map.of())).isEqualTo(LogDestination.FILES);
        assertThat(LogDestination.of(Map.of("CDA_LOG_TO", "stdout"))).isEqualTo(LogDestination.STDOUT);
        assertThatThrownBy(() -> LogDestination.of(Map.of("CDA_LOG_TO", "syslog"))).isInstanceOf(SetupException.class)
                .hasMessage("CDA_LOG_TO must be files or stdout, but was 'syslog'");
    }

    @Test
    void a_record_in_json_is_one_line_with_its_market_and_its_stack_trace() throws IOException {
        Path logs = folder.resolve("logs");
        ProcessLog log = open(logs, Map.of("CDA_LOG_FORMAT", "json"));
        assertThat(log.place()).isEqualTo(logs.resolve("cda.log").toString());
        logTwoRecords();
        requireTwoRecords(Files.readAllLines(logs.resolve("cda.log")));
    }

    @Test
    void standard_output_has_the_same_records_and_no_file_is_written() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        ProcessLog log = open(folder.resolve("logs"), Map.of("CDA_LOG_TO", "stdout", "CDA_LOG_FORMAT", "json"));
        assertThat(log.place()).isEqualTo("standard output");
        logTwoRecords();
        context.getLogger("org.apache.kafka.clients.producer.internals.Sender")
                .warn("an expected message. Error: CONCURRENT_TRANSACTIONS");
        requireTwoRecords(output.toString(StandardCharsets.UTF_8).lines().toList());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void messages_to_people_are_lines_of_the_terminal_only_where_the_log_is_elsewhere() {
        StringWriter terminal = new StringWriter();
        open(folder, Map.of()).messages(new PrintWriter(terminal)).accept("started");
        assertThat(terminal.toString().lines()).containsExactly("started");
        open(folder, Map.of("CDA_LOG_TO", "stdout")).messages(new PrintWriter(terminal)).accept("stopped");
        assertThat(terminal.toString().lines()).containsExactly("started");
    }

    private ProcessLog open(Path logs, Map<String, String> environment) {
        context.setMDCAdapter(markets);
        return ProcessLog.open(logs, environment, context);
    }

    private void logTwoRecords() {
        markets.put("market", "okx:BTC/USDT");
        context.getLogger("io.cryptodata.producers").warn("{}: page\nrejected", "okx:BTC/USDT",
                new IllegalStateException("odd"));
        markets.remove("market");
        context.getLogger("io.cryptodata.producers").info("listed {} markets", 5);
    }

    private static void requireTwoRecords(List<String> lines) throws JsonProcessingException {
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.getFirst());
        assertThat(first.path("level").asText()).isEqualTo("WARN");
        assertThat(first.path("formattedMessage").asText()).isEqualTo("okx:BTC/USDT: page\nrejected");
        assertThat(first.at("/mdc/market").asText()).isEqualTo("okx:BTC/USDT");
        assertThat(first.at("/throwable/message").asText()).isEqualTo("odd");
        assertThat(new ObjectMapper().readTree(lines.getLast()).at("/mdc/market").isMissingNode()).isTrue();
    }
}
