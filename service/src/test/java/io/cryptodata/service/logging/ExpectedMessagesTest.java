package io.cryptodata.service.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the filter of the log keeps out of it.
class ExpectedMessagesTest {
    private static final String SENDER = "org.apache.kafka.clients.producer.internals.Sender";

    @TempDir
    private Path folder = Path.of("");
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        ProcessLog.open(folder, Map.of(), context);
    }

    @Test
    void a_batch_that_is_sent_again_while_the_broker_ends_a_transaction_is_not_logged() throws IOException {
        context.getLogger(SENDER).warn("Got error produce response on topic-partition {}, retrying. Error: {}",
                "ledger-6", "CONCURRENT_TRANSACTIONS");
        assertThat(log()).isEmpty();
    }

    @Test
    void a_message_is_also_known_by_the_type_of_its_exception() throws IOException {
        Logger mapper = context.getLogger("org.apache.kafka.connect.runtime.rest.errors.ConnectExceptionMapper");
        mapper.error("Uncaught exception in REST call", new RebalanceNeededException());
        assertThat(log()).isEmpty();
        mapper.error("Uncaught exception in REST call", new IllegalStateException("odd"));
        assertThat(log()).contains("ERROR ", "odd");
    }

    @ParameterizedTest
    @CsvSource({SENDER + ", Got error produce response. Error: KAFKA_STORAGE_ERROR",
            "org.apache.kafka.controller.QuorumController, Error: CONCURRENT_TRANSACTIONS",
            "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils, another message"})
    void other_warnings_of_that_logger_and_the_same_words_of_another_one_stay(String logger, String message)
            throws IOException {
        context.getLogger(logger).warn(message);
        assertThat(log()).contains("WARN ", message);
    }

    @ParameterizedTest
    @CsvSource({"a logger without a message", "': no logger'", "'logger: '"})
    void an_incomplete_entry_is_refused(String entry) {
        assertThatThrownBy(() -> new ExpectedMessages(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(entry);
    }

    private static final class RebalanceNeededException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("cda.log"));
    }
}
