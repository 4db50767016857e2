package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.embedded.ForkedJvm;
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

/// A demo that is killed in the middle of its work, and one that is told to stop.
class KilledDemoIT {
    private static final long SEED = 9;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long START = Timeframe.epochHourOf(Instant.parse("2023-01-01T00:00:00Z"));
    private static final int HOURS = 3000;
    private static final int MARKETS = 4;

    @Test
    void after_a_kill_the_next_run_brings_every_hour_once_and_told_to_stop_it_leaves_no_process_behind()
            throws Exception {
        System.out.println("seed " + SEED);
        TestDemo demo = TestDemo.in("killed-demo");
        Path files = demo.data.resolve("files");
        List<Candle> candles = write(new CandleFiles(files));
        List<ProcessHandle> leftOver = killInTheMiddle(demo, files);
        runAgain(demo, files, candles);
        assertThat(leftOver).noneMatch(ProcessHandle::isAlive);
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

    /// Kills it as soon as the first rows have landed.
    ///
    /// @return the processes that it had started
    private static List<ProcessHandle> killInTheMiddle(TestDemo demo, Path files) throws Exception {
        try (ForkedJvm forked = fork(demo, files)) {
            forked.awaitLine("Everything runs.");
            assertThat(Await.until(() -> demo.rowsIn("h1_data") > 0, PATIENCE)).as("rows land").isTrue();
            List<ProcessHandle> family = forked.process().descendants().toList();
            forked.killWithItsWatchers();
            assertThat(demo.rowsIn("indicators")).as("not everything had landed").isLessThan(8L * HOURS * MARKETS);
            return family;
        }
    }

    private static void runAgain(TestDemo demo, Path files, List<Candle> candles) {
        try (DemoRun run = demo.replayOnce(files)) {
            run.start();
            assertThat(run.untilLanded()).as(String.join("\n", demo.said)).isZero();
            Observed seen = new Observed(run.servers());
            assertThat(seen.records(TopicName.CANDLES_1H, io.cryptodata.schemas.avro.Candle.class).stream()
                    .map(candle -> candle.getLastId())).as("committed candles: each hour once")
                    .containsExactlyInAnyOrderElementsOf(candles.stream().map(Candle::lastId).toList());
            assertThat(seen.column("SELECT count(*) FROM indicators"))
                    .containsExactly(Long.toString(8L * candles.size()));
            assertThat(seen.column("SELECT count(*) FROM h1_data h WHERE NOT EXISTS (SELECT FROM indicators i WHERE "
                    + "i.last_id = h.last_id AND i.timeframe = '1w')")).containsExactly("0");
        }
    }

    private static void stopByTerm(TestDemo demo, Path files) throws Exception {
        try (ForkedJvm forked = fork(demo, files)) {
            forked.awaitLine("Everything runs.");
            List<ProcessHandle> children = forked.process().descendants().toList();
            assertThat(children).as("database and registry at least").hasSizeGreaterThanOrEqualTo(2);
            forked.process().destroy();
            assertThat(Await.end(forked.process(), PATIENCE)).as("stopped within " + PATIENCE).isTrue();
            assertThat(Await.until(() -> children.stream().noneMatch(ProcessHandle::isAlive), PATIENCE)).isTrue();
        }
        try (Stream<Path> left = Files.list(demo.data.resolve("run"))) {
            assertThat(left.map(file -> file.getFileName().toString())).containsOnly("lock");
        }
    }

    private static ForkedJvm fork(TestDemo demo, Path files) throws Exception {
        return ForkedJvm.start(CommandLineMain.class, demo.arguments(files).toArray(String[]::new));
    }
}
