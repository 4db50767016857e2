package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.ForkedJvm;
import io.cryptodata.allinone.embedded.StoreCheck;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.Candle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.schemas.TopicName;
import io.cryptodata.service.retry.Await;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// A demo that is killed while it works, and a demo that is stopped by a signal.
class KilledDemoIT {
    private static final long SEED = 9;
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final long START = Timeframe.epochHourOf(Instant.parse("2023-01-01T00:00:00Z"));
    private static final int HOURS = 3000;
    private static final int MARKETS = 4;

    @Test
    void after_a_kill_the_next_run_stores_every_hour_once_and_a_stopped_run_leaves_no_process()
            throws Exception {
        System.out.println("seed " + SEED);
        TestDemo demo = TestDemo.in("killed-demo");
        Path files = demo.data.resolve("files");
        List<Candle> candles = write(new CandleFiles(files));
        List<ProcessHandle> orphans = killWhileRunning(demo, files);
        runAgain(demo, files, candles);
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);
        stopByTerm(demo, files);
    }

    private static List<Candle> write(CandleFiles files) throws Exception {
        List<Candle> all = new ArrayList<>();
        for (int i = 0; i < MARKETS; i++) {
            List<Candle> candles = CandleFiles.walk(new Market("binance", "K" + i + "/USDT"), START, HOURS, SEED + i);
            files.write(candles.getFirst().market(), candles.stream().map(CandleFiles::row).toList());
            all.addAll(candles);
        }
        return all;
    }

    /// Kills the demo as soon as the first rows are in the database.
    ///
    /// @return the processes that it started
    private static List<ProcessHandle> killWhileRunning(TestDemo demo, Path files) throws Exception {
        try (ForkedJvm forked = fork(demo, files)) {
            forked.awaitLine("Everything runs.");
            List<ProcessHandle> started = forked.process().descendants().toList();
            assertThat(Await.until(() -> demo.rowsIn("h1_data") > 0, TIMEOUT)).as("rows are inserted").isTrue();
            forked.killWithWatchers();
            assertThat(demo.rowsIn("h1_data")).as("the run was not complete").isLessThan((long) HOURS * MARKETS);
            return started;
        }
    }

    private static void runAgain(TestDemo demo, Path files, List<Candle> candles) throws Exception {
        try (DemoRun run = demo.replayOnce(files)) {
            run.start();
            assertThat(run.awaitCompletion()).as(String.join("\n", demo.output)).isZero();
            ProductReader product = new ProductReader(run.servers());
            assertThat(product.records(TopicName.CANDLES_1H, io.cryptodata.schemas.avro.Candle.class).stream()
                    .map(candle -> candle.getLastId())).as("committed candles: each hour once")
                    .containsExactlyInAnyOrderElementsOf(candles.stream().map(Candle::lastId).toList());
            assertThat(product.column("SELECT count(*) FROM h1_data h WHERE NOT EXISTS (SELECT FROM indicators i WHERE "
                    + "i.last_id = h.last_id AND i.timeframe = '1h')")).containsExactly("0");
            assertThat(product.column("SELECT count(*) FROM h2_data h WHERE NOT EXISTS (SELECT FROM indicators i WHERE "
                    + "i.last_id = h.last_id AND i.timeframe = '2h' AND i.closed)")).containsExactly("0");
            StoreCheck.requireEqual(run.servers());
        }
    }

    private static void stopByTerm(TestDemo demo, Path files) throws Exception {
        try (ForkedJvm forked = fork(demo, files)) {
            forked.awaitLine("Everything runs.");
            List<ProcessHandle> children = forked.process().descendants().toList();
            assertThat(children).as("at least database and registry").hasSizeGreaterThanOrEqualTo(2);
            forked.process().destroy();
            assertThat(Await.end(forked.process(), TIMEOUT)).as("stopped within " + TIMEOUT).isTrue();
            assertThat(Await.until(() -> children.stream().noneMatch(ProcessHandle::isAlive), TIMEOUT)).isTrue();
        }
        try (Stream<Path> left = Files.list(demo.data.resolve("run"))) {
            assertThat(left.map(file -> file.getFileName().toString())).containsOnly("lock");
        }
    }

    private static ForkedJvm fork(TestDemo demo, Path files) throws Exception {
        return ForkedJvm.start(CommandLineMain.class, demo.arguments(files).toArray(String[]::new));
    }
}
