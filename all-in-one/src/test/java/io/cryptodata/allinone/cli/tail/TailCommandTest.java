package io.cryptodata.allinone.cli.tail;

import io.cryptodata.allinone.cli.Run;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class TailCommandTest {
    /// nothing listens there: arguments are checked before any connection
    private static final String[] SERVERS = {"--kafka", "127.0.0.1:1", "--registry", "http://127.0.0.1:1"};

    @Test
    void arguments_that_cannot_be_understood_are_usage_errors() {
        assertFails(2, "--market must be exchange:asset, for example binance:BTC/USDT", "indicators", "--market",
                "BTC");
        assertFails(2, "--timeframe: ", "indicators", "--timeframe", "5m");
        assertFails(2, "--market and --key exclude each other", "indicators", "--market", "binance:BTC/USDT", "--key",
                "binance:BTC/USDT");
    }

    @Test
    void a_filter_that_no_record_of_the_topic_can_match_is_an_error() {
        assertFails(1, "the keys of task.runs are no markets", "task.runs", "--market", "binance:BTC/USDT");
        assertFails(1, "the records of candles.1h have no field closed", "candles.1h", "--closed");
        assertFails(1, "the records of ledger have no field timeframe", "ledger", "--timeframe", "4h");
    }

    private static void assertFails(int status, String message, String... arguments) {
        Run run = Run.cda(Stream.of(Stream.of("tail"), Stream.of(arguments), Stream.of(SERVERS)).flatMap(each -> each)
                .toArray(String[]::new));
        assertThat(run.err()).contains(message);
        assertThat(run.status()).isEqualTo(status);
    }
}
