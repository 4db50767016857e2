package io.cryptodata.service.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cryptodata.service.lifecycle.SetupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogFormatTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_format_is_text_unless_the_environment_has_another_one() {
        assertThat(LogFormat.of(Map.of())).isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.of(Map.of("CDA_LOG_FORMAT", "JSON"))).isEqualTo(LogFormat.JSON);
        assertThatThrownBy(() -> LogFormat.of(Map.of("CDA_LOG_FORMAT", "xml"))).isInstanceOf(SetupException.class)
                .hasMessage("CDA_LOG_FORMAT must be text or json, but was 'xml'");
    }

    @Test
    void a_record_in_json_is_one_line_with_its_market_and_its_stack_trace() throws JoranException, IOException {
        LogbackMDCAdapter markets = new LogbackMDCAdapter();
        LoggerContext context = configured(markets);
        LogFiles.writeJson(context);
        markets.put("market", "okx:BTC/USDT");
        context.getLogger("io.cryptodata.producers").warn("{}: page\nrejected", "okx:BTC/USDT",
                new IllegalStateException("odd"));
        markets.remove("market");
        context.getLogger("io.cryptodata.producers").info("listed {} markets", 5);
        List<String> lines = Files.readAllLines(folder.resolve("cda.log"));
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.getFirst());
        assertThat(first.path("level").asText()).isEqualTo("WARN");
        assertThat(first.path("formattedMessage").asText()).isEqualTo("okx:BTC/USDT: page\nrejected");
        assertThat(first.at("/mdc/market").asText()).isEqualTo("okx:BTC/USDT");
        assertThat(first.at("/throwable/message").asText()).isEqualTo("odd");
        assertThat(new ObjectMapper().readTree(lines.getLast()).at("/mdc/market").isMissingNode()).isTrue();
    }

    private LoggerContext configured(LogbackMDCAdapter markets) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(markets);
        context.putProperty("cda.logs", folder.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(LogFiles.class.getResource("/logback-files.xml")));
        return context;
    }
}
