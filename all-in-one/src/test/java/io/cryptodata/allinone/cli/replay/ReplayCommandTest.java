package io.cryptodata.allinone.cli.replay;

import io.cryptodata.allinone.cli.Run;
import io.cryptodata.service.task.TaskReport;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayCommandTest {
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void what_cannot_be_understood_is_a_usage_error() {
        assertUsageError("name markets with --market, or all of them with --all");
        assertUsageError("name markets with --market, or all of them with --all", "--all", "--market",
                "binance:BTC/USDT");
        assertUsageError("--market must be exchange:asset", "--market", "BTCUSDT");
        assertUsageError("--from must be an instant like", "--all", "--from", "yesterday");
    }

    @Test
    void progress_has_markets_candles_rate_and_the_rest_at_most_once_a_second() {
        StringWriter text = new StringWriter();
        AtomicReference<Instant> now = new AtomicReference<>(STARTED);
        ReplayProgress progress = new ReplayProgress(new PrintWriter(text), STARTED, () -> now.get());
        progress.published("binance:A/USDT", 1, 1000, 0.25);
        assertThat(text.toString()).isEmpty();
        now.set(STARTED.plus(Duration.ofSeconds(2)));
        progress.published("binance:B/USDT", 2, 2000, 0.25);
        progress.published("binance:C/USDT", 3, 3000, 0.25);
        assertThat(text.toString().strip())
                .isEqualTo("2 markets, 2,000 candles, 1,000 candles/s, about 6 s left: binance:B/USDT");
    }

    @Test
    void the_last_line_has_what_was_replayed_and_whether_it_is_folded() {
        TaskReport report = new TaskReport("replay", STARTED, STARTED.plusMillis(12_300), TaskReport.Outcome.OK,
                Map.of("markets", 3L, "candles", 26_280L), null);
        assertThat(ReplayProgress.summary(report, true, true))
                .isEqualTo("replayed 3 markets, 26,280 candles in 12.3 s; all are folded");
        assertThat(ReplayProgress.summary(report, true, false)).contains("no stream process runs", "./cda streams");
        assertThat(ReplayProgress.summary(report, false, false)).endsWith("the stream folds them now");
    }

    private static void assertUsageError(String message, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Run run = Run.cda(all);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
